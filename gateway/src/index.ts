export { GATEWAY_DEFAULTS, type GatewayConfig, type RequestRate } from './config.ts';
export { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
export { PUBLIC_SERVICES } from './rpc/public-services.ts';
