import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import {
  GetSizeHistoryResponseSchema,
  SegmentationService,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { formatCount, formatTime } from '../../output/format.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Command } from '../command.ts';
import { tellMissingSources } from './missing-note.ts';
import { type NamedAudience, readAudience } from './named-audience.ts';

export interface HistoryOptions extends NamedAudience {
  days: number;
  at?: Date;
}

const BAR_WIDTH = 40;

/** Shows the size at the start of each day, and at the end asked for. */
export const segmentHistory: Command<HistoryOptions> = async ({ connection, terminal, signal }, options) => {
  const { days, at } = options;
  const history = await connection
    .client(SegmentationService)
    .getSizeHistory(
      { audience: await readAudience(options), days, ...(at ? { at: timestampFromDate(at) } : {}) },
      { signal },
    );
  if (terminal.json) {
    writeJson(terminal, GetSizeHistoryResponseSchema, history);
    return EXIT.ok;
  }
  const largest = Math.max(1, ...history.points.map(({ count }) => Number(count)));
  const rows = history.points.map(({ date, at: instant, count }, place) => [
    place === history.points.length - 1 ? `${formatTime(instant)} UTC` : date,
    formatCount(count),
    '█'.repeat(Math.round((Number(count) / largest) * BAR_WIDTH)),
  ]);
  const columns = [{ title: 'day' }, { title: 'customers', right: true }, { title: '' }];
  terminal.out(renderTable(terminal, columns, rows));
  tellMissingSources(terminal, history.basis);
  return EXIT.ok;
};
