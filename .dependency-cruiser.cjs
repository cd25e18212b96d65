/** Imports point one way: apps → gateway → services → packages; a service never imports another; domain is pure. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'packages-stand-below',
      severity: 'error',
      comment: 'A package imports packages only.',
      from: { path: '^packages/' },
      to: { path: '^(services|gateway|apps|bench|proofs)/' },
    },
    {
      name: 'services-stand-alone',
      severity: 'error',
      comment: 'A service calls another by RPC or listens to its events.',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^(services/(?!$1)[^/]+|gateway|apps|bench|proofs)/' },
    },
    {
      name: 'gateway-calls-by-rpc',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(services|apps|bench|proofs)/' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'Domain code has no I/O, driver, client, logger or generated message.',
      from: { path: '/domain/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(packages/(store|bus|cache|runtime|contracts)/|node_modules/)|^(node:)?(fs|net|http|http2|child_process|worker_threads)',
        pathNot: '^node_modules/luxon/',
      },
    },
    {
      name: 'ports-know-no-implementation',
      severity: 'error',
      from: { path: '^packages/(store|bus|cache)/src/port\\.ts$' },
      to: { path: '^packages/' },
    },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { pathNot: '(\\.test\\.ts|\\.contract\\.ts|^bench/|^proofs/|^scripts/|/testing/)' },
      to: { path: '\\.(test|contract)\\.ts$|/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/gen/|^node_modules)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
