import type { OperationCase } from "../operations.ts";

const MOVE = {
  connection_id: "c",
  source_group_id: "g_1",
  destination_group_id: "g_2",
  sync_behavior: "CONTINUE_WITH_DATA",
  moved_at: null,
  job_id: "j_1",
};

/** The methods of `client.connectionHistory` and `client.connectionMoves`. */
export const connectionHistory: OperationCase[] = [
  {
    method: "connectionHistory.listSyncs",
    operation: "GET /v1/connections/{connectionId}/sync-history",
    call: (client) =>
      client.connectionHistory
        .listSyncs("c", {
          startTime: new Date("2026-01-01T00:00:00Z"),
          endTime: "2026-01-02T00:00:00Z",
        })
        .all(),
    sent: "/v1/connections/c/sync-history?start_time=2026-01-01T00%3A00%3A00.000Z&end_time=2026-01-02T00%3A00%3A00Z&limit=1000",
    data: {
      items: [
        {
          sync_id: "s_1",
          start: "2026-01-01T00:00:00Z",
          end: null,
          status: "A_NEW_STATUS",
          reason: "why",
          stages: { extract: { volume: 1.5 }, process: { volume: null }, load: {} },
        },
      ],
    },
    result: [
      {
        syncId: "s_1",
        start: "2026-01-01T00:00:00Z",
        end: null,
        status: "A_NEW_STATUS",
        reason: "why",
        stages: { extract: { volume: 1.5 }, process: { volume: null }, load: {} },
      },
    ],
  },
  {
    method: "connectionHistory.listWarnings",
    operation: "GET /v1/connections/{connectionId}/warnings",
    call: (client) => client.connectionHistory.listWarnings("c"),
    sent: "/v1/connections/c/warnings",
    data: {
      items: [
        {
          schema: "shop",
          table: "orders",
          warnings: [{ code: "w", message: "m", error_message: "e", created_at: "2026-01-01T00:00:00Z" }],
        },
      ],
      next_cursor: "more",
    },
    result: {
      items: [
        {
          schema: "shop",
          table: "orders",
          warnings: [{ code: "w", message: "m", errorMessage: "e", createdAt: "2026-01-01T00:00:00Z" }],
        },
      ],
      nextCursor: "more",
    },
  },
  {
    method: "connectionHistory.dismissWarnings",
    operation: "DELETE /v1/connections/{connectionId}/warnings/{warningType}",
    call: (client) => client.connectionHistory.dismissWarnings("c", "resync_table_warning"),
    sent: "/v1/connections/c/warnings/resync_table_warning",
  },
  {
    method: "connectionMoves.start",
    operation: "POST /v1/connections/{connectionId}/move",
    call: (client) =>
      client.connectionMoves.start("c", {
        destinationGroupId: "g_2",
        syncBehavior: "CONTINUE_WITH_DATA",
        forceMove: true,
      }),
    sent: "/v1/connections/c/move",
    body: { destination_group_id: "g_2", sync_behavior: "CONTINUE_WITH_DATA", force_move: true },
    data: MOVE,
    result: {
      connectionId: "c",
      sourceGroupId: "g_1",
      destinationGroupId: "g_2",
      syncBehavior: "CONTINUE_WITH_DATA",
      movedAt: null,
      jobId: "j_1",
    },
  },
  {
    method: "connectionMoves.retrieve",
    operation: "GET /v1/connections/{connectionId}/move/{jobId}",
    call: (client) => client.connectionMoves.retrieve("c", "j_1"),
    sent: "/v1/connections/c/move/j_1",
    data: {
      id: "j_1",
      status: "FAILED",
      connection_id: "c",
      source_group_id: "g_1",
      destination_group_id: "g_2",
      created_at: "2026-01-01T00:00:00Z",
      started_at: null,
      completed_at: "2026-01-01T00:01:00Z",
      error_message: "why",
    },
    result: {
      id: "j_1",
      status: "FAILED",
      connectionId: "c",
      sourceGroupId: "g_1",
      destinationGroupId: "g_2",
      createdAt: "2026-01-01T00:00:00Z",
      startedAt: null,
      completedAt: "2026-01-01T00:01:00Z",
      errorMessage: "why",
    },
  },
];
