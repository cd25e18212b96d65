import {
  CreateGroupResponseSchema,
  DeleteGroupResponseSchema,
  GetGroupResponseSchema,
  ListGroupsResponseSchema,
  SegmentationService,
  type SegmentGroup,
  UpdateGroupResponseSchema,
} from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { EXIT } from '../../output/exit-code.ts';
import { writeJson } from '../../output/json-output.ts';
import { renderTable } from '../../output/table.ts';
import type { Terminal } from '../../output/terminal.ts';
import type { Command } from '../command.ts';

function showGroups(terminal: Terminal, groups: readonly SegmentGroup[]): void {
  const columns = ['group', 'name', 'segments'].map((title) => ({ title }));
  const rows = groups.map(({ groupId, name, segmentIds }) => [groupId, name || '–', segmentIds.join(', ')]);
  terminal.out(renderTable(terminal, columns, rows));
}

/** Lists groups. */
export const listGroups: Command<{ limit: number; pageToken?: string }> = async (context, options) => {
  const { connection, terminal, signal } = context;
  const { limit: pageSize, pageToken = '' } = options;
  const page = await connection.client(SegmentationService).listGroups({ pageSize, pageToken }, { signal });
  if (terminal.json) writeJson(terminal, ListGroupsResponseSchema, page);
  else {
    showGroups(terminal, page.groups);
    if (page.nextPageToken) terminal.out(terminal.colors.dim(`more with --page-token ${page.nextPageToken}`));
  }
  return EXIT.ok;
};

/** Shows a group. */
export const showGroup: Command<{ groupId: string }> = async (context, { groupId }) => {
  const { connection, terminal, signal } = context;
  const answer = await connection.client(SegmentationService).getGroup({ groupId }, { signal });
  if (terminal.json || !answer.group) writeJson(terminal, GetGroupResponseSchema, answer);
  else showGroups(terminal, [answer.group]);
  return EXIT.ok;
};

export interface GroupOptions {
  groupId: string;
  segmentIds: string[];
  name?: string;
}

/** Saves a new group. */
export const createGroup: Command<GroupOptions> = async (context, { name = '', ...group }) => {
  const { connection, terminal, signal } = context;
  const client = connection.client(SegmentationService);
  const answer = await client.createGroup({ group: { ...group, name } }, { signal });
  if (terminal.json || !answer.group) writeJson(terminal, CreateGroupResponseSchema, answer);
  else showGroups(terminal, [answer.group]);
  return EXIT.ok;
};

/** Changes what is given of a group; no segments keep those before. */
export const updateGroup: Command<GroupOptions> = async (context, { groupId, segmentIds, name }) => {
  const { connection, terminal, signal } = context;
  const client = connection.client(SegmentationService);
  const { group: before } = await client.getGroup({ groupId }, { signal });
  const group = {
    groupId,
    name: name ?? before?.name ?? '',
    segmentIds: segmentIds.length > 0 ? segmentIds : (before?.segmentIds ?? []),
    etag: before?.etag ?? '',
  };
  const answer = await client.updateGroup({ group }, { signal });
  if (terminal.json || !answer.group) writeJson(terminal, UpdateGroupResponseSchema, answer);
  else showGroups(terminal, [answer.group]);
  return EXIT.ok;
};

/** Removes a group. */
export const deleteGroup: Command<{ groupId: string }> = async (context, { groupId }) => {
  const { connection, terminal, signal } = context;
  const answer = await connection.client(SegmentationService).deleteGroup({ groupId }, { signal });
  if (terminal.json) writeJson(terminal, DeleteGroupResponseSchema, answer);
  else terminal.out(`${groupId} is removed`);
  return EXIT.ok;
};
