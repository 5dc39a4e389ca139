/** JSON Schemas of the wire contract. Written by `npm run generate`. */
import type { JsonSchema } from "../operation.js";

export const WIRE_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  AccessLevel: { type: "string", enum: ["read", "write", "admin"] },
  AskedItem: {
    type: "object",
    properties: {
      name: { type: "string" },
      words: {
        type: "string",
        description: "Without a full stop; empty where the name says it all.",
      },
    },
    required: ["name", "words"],
    additionalProperties: false,
    description:
      "One thing: its name, by which two versions are compared, and what it means.",
  },
  AskedSection: {
    type: "object",
    properties: {
      id: {
        type: "string",
        enum: [
          "hooks",
          "secrets",
          "events",
          "requires",
          "provides",
          "hosts",
          "files",
          "own",
        ],
      },
      title: { type: "string" },
      items: {
        type: "array",
        items: { $ref: "#/components/schemas/AskedItem" },
      },
    },
    required: ["id", "title", "items"],
    additionalProperties: false,
  },
  BuildState: {
    type: "string",
    enum: ["created", "started", "passed", "failed", "errored", "canceled"],
  },
  EventType: {
    type: "string",
    enum: ["push", "pull_request", "release", "api", "cron"],
    description:
      "What a build is for. A pushed tag is a `push` with `tag` set (as in Travis).",
  },
  FinalState: {
    type: "string",
    enum: ["passed", "failed", "errored", "canceled"],
  },
  HookName: {
    type: "string",
    enum: [
      "delivery.accept",
      "request.accept",
      "request.approve",
      "config.fetch",
      "config.normalize",
      "matrix.expand",
      "job.limit",
      "job.route",
      "job.payload",
      "job.command",
      "script.stage",
      "instance.started",
      "instance.stopping",
      "log.filter",
      "notification.filter",
      "access.decide",
      "host.ready",
      "host.stopping",
    ],
  },
  JobNeeds: {
    type: "object",
    properties: {
      os: { type: "string" },
      arch: { type: "string" },
      labels: { type: "array", items: { type: "string" } },
    },
    required: ["os", "arch", "labels"],
    additionalProperties: false,
  },
  JobState: {
    type: "string",
    enum: [
      "created",
      "started",
      "passed",
      "failed",
      "errored",
      "canceled",
      "queued",
      "received",
    ],
  },
  JsonObject: {
    type: "object",
    additionalProperties: { $ref: "#/components/schemas/JsonValue" },
  },
  JsonValue: {
    anyOf: [
      { type: "string" },
      { type: "number" },
      { type: "boolean" },
      { type: "null" },
      { type: "array", items: { $ref: "#/components/schemas/JsonValue" } },
      {
        type: "object",
        additionalProperties: { $ref: "#/components/schemas/JsonValue" },
      },
    ],
  },
  NotificationState: {
    type: "string",
    enum: ["created", "claimed", "sent", "failed", "skipped", "unconfigured"],
    description:
      "`unconfigured`: its notifier lacks what an administrator has to set; `reason` says what.",
  },
  RequestResult: { type: "string", enum: ["approved", "rejected"] },
  RequestState: { type: "string", enum: ["created", "processing", "finished"] },
  RunOutcome: {
    anyOf: [
      { $ref: "#/components/schemas/FinalState" },
      { type: "string", const: "lost" },
    ],
  },
  Trust: { type: "string", enum: ["full", "fork"] },
  WireArtifact: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "artifact" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      job_id: { type: "number" },
      path: { type: "string" },
      size: { type: "number" },
      sha256: { type: "string" },
      created_at: { $ref: "#/components/schemas/WireTime" },
    },
    required: ["@type", "created_at", "job_id", "path", "sha256", "size"],
    additionalProperties: false,
    description: "A file that a build stored; `@href` is its download.",
  },
  WireArtifacts: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "artifacts" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      artifacts: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireArtifact" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      removed: {
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          properties: {
            removed_at: { $ref: "#/components/schemas/WireTime" },
            reason: { type: "string" },
            "@type": { type: "string", const: "artifact" },
            "@href": {
              type: "string",
              description: "Absent where the type has no address of its own.",
            },
            "@representation": {
              $ref: "#/components/schemas/WireRepresentation",
            },
            "@permissions": {
              type: "object",
              additionalProperties: { type: "boolean" },
              description:
                "Always on standard objects; what a reader may do. A button without its permission is hidden.",
            },
            "@warnings": {
              type: "array",
              items: { $ref: "#/components/schemas/WireWarning" },
            },
            job_id: { type: "number" },
            path: { type: "string" },
            size: { type: "number" },
            sha256: { type: "string" },
            created_at: { $ref: "#/components/schemas/WireTime" },
          },
          required: [
            "@type",
            "created_at",
            "job_id",
            "path",
            "reason",
            "removed_at",
            "sha256",
            "size",
          ],
        },
        description:
          "Those that are not kept any more; their downloads answer 410 with the reason.",
      },
    },
    required: ["@type", "artifacts", "removed"],
    additionalProperties: false,
  },
  WireAuditEntries: {
    type: "object",
    additionalProperties: false,
    properties: {
      audit_entries: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireAuditEntry" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "audit_entries" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "audit_entries"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireAuditEntry: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "audit_entry" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      at: { $ref: "#/components/schemas/WireTime" },
      who: { type: "string" },
      user_id: { type: ["number", "null"] },
      via: { type: "string" },
      address: { type: ["string", "null"] },
      action: { type: "string" },
      target: { type: "string" },
      repository_id: { type: ["number", "null"] },
      before: {
        anyOf: [{ type: "object", additionalProperties: {} }, { type: "null" }],
      },
      after: {
        anyOf: [{ type: "object", additionalProperties: {} }, { type: "null" }],
      },
      outcome: {
        type: "string",
        enum: ["begun", "done", "failed"],
        description:
          "`begun`, `failed`: whether it was done is not known, for the server ended or failed in it.",
      },
    },
    required: [
      "@type",
      "action",
      "address",
      "after",
      "at",
      "before",
      "id",
      "outcome",
      "repository_id",
      "target",
      "user_id",
      "via",
      "who",
    ],
    additionalProperties: false,
    description: "Who did what to which, when and from where.",
  },
  WireBranch: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "branch" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      name: { type: "string" },
      repository: {
        anyOf: [
          { $ref: "#/components/schemas/WireRepository" },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      default_branch: { type: "boolean" },
      exists_on_github: { type: "boolean" },
      last_build: {
        anyOf: [
          {
            anyOf: [
              { $ref: "#/components/schemas/WireBuild" },
              { $ref: "#/components/schemas/WireReference" },
            ],
          },
          { type: "null" },
        ],
      },
      recent_builds: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireBuild" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
        description:
          "By `include=branch.recent_builds`: up to ten, newest first.",
      },
    },
    required: ["@type", "name"],
    additionalProperties: false,
  },
  WireBranches: {
    type: "object",
    additionalProperties: false,
    properties: {
      branches: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireBranch" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "branches" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "branches"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireBrowserSession: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "browser_session" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "string" },
      created_at: { $ref: "#/components/schemas/WireTime" },
      used_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      expires_at: { $ref: "#/components/schemas/WireTime" },
      agent: { type: ["string", "null"] },
      address: { type: ["string", "null"] },
      current: { type: "boolean", description: "The one that asks." },
    },
    required: [
      "@type",
      "address",
      "agent",
      "created_at",
      "current",
      "expires_at",
      "id",
      "used_at",
    ],
    additionalProperties: false,
    description: "A browser that is logged in.",
  },
  WireBrowserSessions: {
    type: "object",
    additionalProperties: false,
    properties: {
      sessions: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireBrowserSession" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "sessions" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "sessions"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireBuild: {
    type: "object",
    properties: {
      started_ms: { type: ["number", "null"] },
      finished_ms: { type: ["number", "null"] },
      "@type": { type: "string", const: "build" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      number: { type: "string" },
      state: { $ref: "#/components/schemas/BuildState" },
      duration: {
        type: ["number", "null"],
        description: "Whole seconds; the sum of the jobs.",
      },
      event_type: { $ref: "#/components/schemas/EventType" },
      previous_state: {
        anyOf: [{ $ref: "#/components/schemas/FinalState" }, { type: "null" }],
      },
      pull_request_title: { type: ["string", "null"] },
      pull_request_number: { type: ["number", "null"] },
      started_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      finished_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      private: { type: "boolean" },
      priority: { type: "boolean" },
      repository: {
        anyOf: [
          { $ref: "#/components/schemas/WireRepository" },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      branch: {
        anyOf: [
          {
            anyOf: [
              { $ref: "#/components/schemas/WireBranch" },
              { $ref: "#/components/schemas/WireReference" },
            ],
          },
          { type: "null" },
        ],
      },
      tag: {
        anyOf: [
          {
            anyOf: [
              { $ref: "#/components/schemas/WireTag" },
              { $ref: "#/components/schemas/WireReference" },
            ],
          },
          { type: "null" },
        ],
      },
      commit: {
        anyOf: [
          { $ref: "#/components/schemas/WireCommit" },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      jobs: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireJob" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      stages: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireStage" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      created_by: {
        anyOf: [
          {
            anyOf: [
              { $ref: "#/components/schemas/WireOwner" },
              { $ref: "#/components/schemas/WireReference" },
            ],
          },
          { type: "null" },
        ],
      },
      updated_at: { $ref: "#/components/schemas/WireTime" },
      request: {
        anyOf: [
          { $ref: "#/components/schemas/WireRequest" },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      created_at: {
        description: "all below.",
        $ref: "#/components/schemas/WireTime",
      },
      sender: {
        type: ["string", "null"],
        description:
          "Login at the host of who caused it, also where no account here belongs to it.",
      },
      version: {
        type: "number",
        description:
          "Grows with each change of state: an answer with a lower one is older.",
      },
      reason: {
        type: ["string", "null"],
        description: "Last transition's reason, for people.",
      },
      config_error: { type: "boolean" },
      fast_finish: { type: "boolean" },
      auto_canceled_by: {
        type: ["number", "null"],
        description: "Id of the newer build that canceled it.",
      },
      newer_build: {
        anyOf: [
          {
            type: "object",
            properties: { id: { type: "number" }, number: { type: "string" } },
            required: ["id", "number"],
            additionalProperties: false,
          },
          { type: "null" },
        ],
        description:
          "A push that was told late: this build of a newer commit was there first and counts.",
      },
      pull_request: {
        anyOf: [
          { $ref: "#/components/schemas/WirePullRequest" },
          { type: "null" },
        ],
      },
    },
    required: [
      "@type",
      "duration",
      "event_type",
      "finished_at",
      "id",
      "number",
      "previous_state",
      "pull_request_number",
      "pull_request_title",
      "started_at",
      "state",
    ],
    additionalProperties: false,
  },
  WireBuildConfig: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "build_config" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      config: { $ref: "#/components/schemas/JsonObject" },
      raw_configs: {
        type: "array",
        items: { $ref: "#/components/schemas/WireRawConfig" },
      },
      messages: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireMessage" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      jobs: {
        type: "array",
        items: { $ref: "#/components/schemas/WireConfigJob" },
      },
    },
    required: ["@type", "config", "jobs", "messages", "raw_configs"],
    additionalProperties: false,
    description: "`GET /v3/build/:id/config`.",
  },
  WireBuilds: {
    type: "object",
    additionalProperties: false,
    properties: {
      builds: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireBuild" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "builds" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "builds"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireCache: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "cache" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      repository_id: { type: "number" },
      size: { type: "number" },
      name: { type: "string" },
      branch: { type: "string" },
      last_modified: { $ref: "#/components/schemas/WireTime" },
    },
    required: [
      "@type",
      "branch",
      "last_modified",
      "name",
      "repository_id",
      "size",
    ],
    additionalProperties: false,
    description:
      "What jobs keep between builds; `branch` is `PR.N` for those of a pull request.",
  },
  WireCaches: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "caches" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      caches: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireCache" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      removed: {
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          properties: {
            removed_at: { $ref: "#/components/schemas/WireTime" },
            reason: { type: "string" },
            "@type": { type: "string", const: "cache" },
            "@href": {
              type: "string",
              description: "Absent where the type has no address of its own.",
            },
            "@representation": {
              $ref: "#/components/schemas/WireRepresentation",
            },
            "@permissions": {
              type: "object",
              additionalProperties: { type: "boolean" },
              description:
                "Always on standard objects; what a reader may do. A button without its permission is hidden.",
            },
            "@warnings": {
              type: "array",
              items: { $ref: "#/components/schemas/WireWarning" },
            },
            repository_id: { type: "number" },
            size: { type: "number" },
            name: { type: "string" },
            branch: { type: "string" },
            last_modified: { $ref: "#/components/schemas/WireTime" },
          },
          required: [
            "@type",
            "branch",
            "last_modified",
            "name",
            "reason",
            "removed_at",
            "repository_id",
            "size",
          ],
        },
        description:
          "Those that went by themselves and were not stored again. Absent where caches are deleted.",
      },
    },
    required: ["@type", "caches"],
    additionalProperties: false,
  },
  WireCommit: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "commit" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      sha: { type: "string" },
      ref: { type: "string" },
      message: { type: "string" },
      compare_url: { type: ["string", "null"] },
      committed_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      author: { $ref: "#/components/schemas/WirePerson" },
      committer: { $ref: "#/components/schemas/WirePerson" },
    },
    required: [
      "@type",
      "committed_at",
      "compare_url",
      "id",
      "message",
      "ref",
      "sha",
    ],
    additionalProperties: false,
  },
  WireConfigJob: {
    type: "object",
    properties: {
      job_id: { type: "number", description: "Absent on lint and preview." },
      number: { type: "string" },
      stage: { type: ["string", "null"] },
      name: { type: ["string", "null"] },
      allow_failure: { type: "boolean" },
      config: { $ref: "#/components/schemas/JsonObject" },
      config_cut: {
        type: "boolean",
        description:
          "There was no room in the answer for it: `config` is empty. `@warnings` says so, too.",
      },
      origin: {
        anyOf: [
          { $ref: "#/components/schemas/WireJobOrigin" },
          { type: "null" },
        ],
      },
    },
    required: ["stage", "name", "allow_failure", "config", "origin"],
    additionalProperties: false,
    description: "One job that a configuration stands for.",
  },
  WireCron: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "cron" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      branch: {
        anyOf: [
          { $ref: "#/components/schemas/WireBranch" },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      repository: {
        anyOf: [
          { $ref: "#/components/schemas/WireRepository" },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      interval: {
        type: "string",
        description: "`daily`, `weekly`, `monthly`; + a five-field expression.",
      },
      dont_run_if_recent_build_exists: { type: "boolean" },
      active: { type: "boolean" },
      last_run: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      next_run: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      created_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      time_zone: { type: "string", description: "" },
    },
    required: [
      "@type",
      "active",
      "branch",
      "dont_run_if_recent_build_exists",
      "id",
      "interval",
      "last_run",
      "next_run",
    ],
    additionalProperties: false,
  },
  WireCrons: {
    type: "object",
    additionalProperties: false,
    properties: {
      crons: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireCron" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "crons" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "crons"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireDeliveries: {
    type: "object",
    additionalProperties: false,
    properties: {
      deliveries: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireDelivery" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "deliveries" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "deliveries"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireDelivery: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "delivery" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      provider: { type: "string" },
      guid: { type: "string" },
      event: { type: "string" },
      outcome: { type: "string", enum: ["accepted", "ignored", "rejected"] },
      reason: { type: ["string", "null"] },
      request_id: { type: ["number", "null"] },
      received_at: { $ref: "#/components/schemas/WireTime" },
      headers: {
        type: "object",
        additionalProperties: { type: "string" },
        description: "Only at its own address.",
      },
      body: { type: "string" },
    },
    required: [
      "@type",
      "event",
      "guid",
      "id",
      "outcome",
      "provider",
      "reason",
      "received_at",
      "request_id",
    ],
    additionalProperties: false,
    description: "One message from a code host.",
  },
  WireEnvVar: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "env_var" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "string" },
      name: { type: "string" },
      public: { type: "boolean" },
      branch: { type: ["string", "null"] },
      value: { type: ["string", "null"], description: "null unless public." },
      form: {
        type: "string",
        enum: ["text", "shell"],
        description:
          "`text`: jobs get the value as it is. `shell`: it is shell source, which the job's shell reads.",
      },
    },
    required: ["@type", "branch", "form", "id", "name", "public", "value"],
    additionalProperties: false,
  },
  WireEnvVars: {
    type: "object",
    additionalProperties: false,
    properties: {
      env_vars: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireEnvVar" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "env_vars" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "env_vars"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireError: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "error" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      error_type: { $ref: "#/components/schemas/WireErrorType" },
      error_message: {
        type: "string",
        description: "For people: what is wrong and the way out.",
      },
      error_code: {
        type: "string",
        description: "Turnpike's code, `TURNPIKE_…`.",
      },
      code: { type: "string", description: "The same, for our own processes." },
      retryable: {
        type: "boolean",
        description: "The same call may succeed later.",
      },
      resource_type: { type: "string" },
      permission: { type: "string" },
      max_requests: {
        type: "number",
        description: "Of `request_limit_reached` by a repository.",
      },
      per_seconds: { type: "number" },
      request_id: {
        type: "string",
        description: "Also the `X-Request-Id` of the answer.",
      },
      details: {
        type: "object",
        additionalProperties: { $ref: "#/components/schemas/JsonValue" },
      },
    },
    required: ["@type", "error_message", "error_type"],
    additionalProperties: false,
    description: "Body of every answer with a status of 400 or more.",
  },
  WireErrorType: {
    type: "string",
    enum: [
      "not_found",
      "login_required",
      "wrong_credentials",
      "insufficient_access",
      "admin_access_required",
      "wrong_params",
      "client_error",
      "method_not_allowed",
      "repository_inactive",
      "build_already_running",
      "build_not_cancelable",
      "job_already_running",
      "job_not_cancelable",
      "job_unfinished",
      "log_already_removed",
      "last_administrator",
      "link_used",
      "conflict",
      "duplicate_resource",
      "unprocessable_entity",
      "request_limit_reached",
      "server_error",
      "not_implemented",
      "timeout_error",
    ],
  },
  WireFact: {
    type: "object",
    properties: {
      id: { type: "string" },
      title: { type: "string" },
      process: { type: "string" },
      state: { type: "string", enum: ["ok", "warning"] },
      text: { type: "string" },
      way_out: { type: ["string", "null"] },
      room: {
        anyOf: [
          {
            type: "object",
            properties: {
              folder: { type: "string" },
              used_bytes: { type: ["number", "null"] },
              free_bytes: { type: "number" },
              total_bytes: { type: "number" },
            },
            required: ["folder", "used_bytes", "free_bytes", "total_bytes"],
            additionalProperties: false,
          },
          { type: "null" },
        ],
      },
    },
    required: ["id", "title", "process", "state", "text", "way_out", "room"],
    additionalProperties: false,
    description:
      "What an administrator should know of a process: see `FactSource`.",
  },
  WireHealth: {
    type: "object",
    properties: {
      state: { type: "string", enum: ["ok", "failing"] },
      since: {
        description: "When it could first not be asked.",
        $ref: "#/components/schemas/WireTime",
      },
      code: { type: "string" },
      message: { type: "string", description: "In the host's own words." },
      way_out: {
        type: ["string", "null"],
        description: "What to do about it.",
      },
    },
    required: ["state"],
    additionalProperties: false,
    description:
      "Whether the code host of a repository can be asked; the rest only where it cannot.",
  },
  WireHook: {
    type: "object",
    properties: {
      name: { $ref: "#/components/schemas/HookName" },
      type: {
        type: "string",
        enum: [
          "AsyncSeriesBail",
          "AsyncSeriesWaterfall",
          "AsyncSeries",
          "SyncBail",
          "SyncWaterfall",
          "SyncMap",
        ],
      },
      on_failure: {
        type: "string",
        enum: ["refuse", "skip"],
        description:
          "`refuse`: a tap that throws or overruns its time is a refusal that names the plugin. `skip`: it is logged and left out.",
      },
      asked_by: {
        anyOf: [{ type: "array", items: { type: "string" } }, { type: "null" }],
      },
      answer: { type: "string" },
      taps: { type: "array", items: { $ref: "#/components/schemas/WireTap" } },
    },
    required: ["name", "type", "on_failure", "asked_by", "answer", "taps"],
    additionalProperties: false,
  },
  "WireInputs.cron": {
    type: "object",
    properties: {
      interval: { type: "string" },
      dont_run_if_recent_build_exists: { type: "boolean" },
      time_zone: { type: "string" },
    },
    required: ["interval"],
    additionalProperties: false,
  },
  "WireInputs.env_var": {
    type: "object",
    properties: {
      name: { type: "string" },
      value: { type: "string" },
      public: { type: "boolean" },
      branch: { type: ["string", "null"] },
      form: {
        type: "string",
        enum: ["text", "shell"],
        description:
          "Of the value that comes with it; `text` unless it says `shell`.",
      },
    },
    required: ["name", "value"],
    additionalProperties: false,
  },
  "WireInputs.env_var_change": {
    type: "object",
    additionalProperties: false,
    description: "`PATCH /v3/repo/:repo/env_var/:id`: what is left out stays.",
  },
  "WireInputs.lint": {
    type: "object",
    properties: { content: { type: "string" } },
    required: ["content"],
    additionalProperties: false,
  },
  "WireInputs.password": {
    type: "object",
    properties: { password: { type: "string" }, current: { type: "string" } },
    required: ["password"],
    additionalProperties: false,
    description:
      "`PUT /v3/user/password`. `current` may be absent while `password_needed`.",
  },
  "WireInputs.permission": {
    type: "object",
    properties: {
      level: {
        anyOf: [{ $ref: "#/components/schemas/AccessLevel" }, { type: "null" }],
      },
    },
    required: ["level"],
    additionalProperties: false,
    description:
      "`PUT /v3/repo/:repo/permission/:login`; null takes all rights away.",
  },
  "WireInputs.preview": {
    type: "object",
    properties: {
      ref: {
        type: "string",
        description:
          "In place of `branch`, as Travis has it: a branch or a commit's id.",
      },
      data: {
        description: "Over what conditions are told of the request.",
        $ref: "#/components/schemas/JsonObject",
      },
    },
    description:
      "`POST /v3/repo/:repo/request/preview`: what the same request would become. Answers WireLint.",
  },
  "WireInputs.repository": {
    type: "object",
    properties: {
      clone_url: { type: "string" },
      slug: { type: "string" },
      provider: { type: "string" },
      default_branch: { type: "string" },
      private: { type: "boolean" },
      token: {
        type: "string",
        description: "Token with which the host is read; kept sealed.",
      },
      install_hook: {
        type: "boolean",
        description:
          "Makes the host tell of pushes at once, where the provider can: the answer's `hook` says how that went.",
      },
    },
    required: ["clone_url"],
    additionalProperties: false,
    description:
      "`POST /v3/repos`: admins. `clone_url` is a URL or an absolute path; the slug follows from it if absent.",
  },
  "WireInputs.repository_change": {
    type: "object",
    properties: {
      clone_url: {
        type: "string",
        description: "Administrators of the platform only.",
      },
      token: { type: ["string", "null"], description: "null: none any more." },
      private: { type: "boolean" },
      default_branch: { type: "string" },
    },
    additionalProperties: false,
    description: "`PATCH /v3/repo/:repo`.",
  },
  "WireInputs.request": {
    type: "object",
    properties: {
      branch: { type: "string" },
      sha: { type: "string" },
      tag_name: { type: "string" },
      message: { type: "string" },
      config: {
        anyOf: [
          { $ref: "#/components/schemas/JsonObject" },
          { type: "string" },
        ],
      },
      configs: {
        type: "array",
        items: {
          type: "object",
          properties: {
            config: { type: "string" },
            merge_mode: { type: "string" },
          },
          required: ["config"],
          additionalProperties: false,
        },
      },
      merge_mode: { type: "string" },
    },
    additionalProperties: false,
  },
  "WireInputs.restart_build": {
    type: "object",
    properties: { only_failed: { type: "boolean" } },
    additionalProperties: false,
  },
  "WireInputs.session": {
    anyOf: [
      {
        type: "object",
        properties: { login: { type: "string" }, password: { type: "string" } },
        required: ["login", "password"],
        additionalProperties: false,
      },
      {
        type: "object",
        properties: { once: { type: "string" } },
        required: ["once"],
        additionalProperties: false,
      },
    ],
    description:
      "`POST /v3/session`: either pair, or the token of a one-time link. Answers WireSession and sets the cookie.",
  },
  "WireInputs.setting": {
    type: "object",
    properties: { value: { type: ["boolean", "number", "string", "null"] } },
    required: ["value"],
    additionalProperties: false,
  },
  "WireInputs.token": {
    type: "object",
    properties: {
      name: { type: "string" },
      scopes: { type: "array", items: { type: "string" } },
      expires_in_days: { type: "number" },
    },
    required: ["name"],
    additionalProperties: false,
  },
  "WireInputs.user": {
    type: "object",
    properties: {
      login: { type: "string" },
      name: { type: "string" },
      email: { type: "string" },
      admin: { type: "boolean" },
    },
    required: ["login"],
    additionalProperties: false,
  },
  "WireInputs.webhook": {
    type: "object",
    properties: {
      renew: {
        type: "boolean",
        description: "A new secret; the old one is void at once. Default true.",
      },
      install: {
        type: "boolean",
        description:
          "Write it at the host, where the provider can. Default true.",
      },
    },
    additionalProperties: false,
    description: "`POST /v3/repo/:repo/hook`.",
  },
  "WireInputs.worker_token": {
    type: "object",
    properties: {
      name: { type: "string" },
      queues: {
        anyOf: [{ type: "array", items: { type: "string" } }, { type: "null" }],
      },
    },
    required: ["name"],
    additionalProperties: false,
    description:
      "`POST /v3/worker_tokens`. `queues`: the only ones that it may take jobs from.",
  },
  WireJob: {
    type: "object",
    properties: {
      started_ms: { type: ["number", "null"] },
      finished_ms: { type: ["number", "null"] },
      "@type": { type: "string", const: "job" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      number: { type: "string", description: "`17.3`." },
      state: { $ref: "#/components/schemas/JobState" },
      allow_failure: { type: "boolean" },
      started_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      finished_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      created_at: { $ref: "#/components/schemas/WireTime" },
      updated_at: { $ref: "#/components/schemas/WireTime" },
      restarted_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      restarted_by: {
        anyOf: [
          {
            anyOf: [
              { $ref: "#/components/schemas/WireOwner" },
              { $ref: "#/components/schemas/WireReference" },
            ],
          },
          { type: "null" },
        ],
      },
      vm_size: { type: "null", description: "Of Travis's API; always null." },
      queue: { type: ["string", "null"] },
      private: { type: "boolean" },
      build: {
        anyOf: [
          { $ref: "#/components/schemas/WireBuild" },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      stage: {
        anyOf: [
          {
            anyOf: [
              { $ref: "#/components/schemas/WireStage" },
              { $ref: "#/components/schemas/WireReference" },
            ],
          },
          { type: "null" },
        ],
      },
      repository: {
        anyOf: [
          { $ref: "#/components/schemas/WireRepository" },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      commit: {
        anyOf: [
          { $ref: "#/components/schemas/WireCommit" },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      owner: {
        anyOf: [
          {
            anyOf: [
              { $ref: "#/components/schemas/WireOwner" },
              { $ref: "#/components/schemas/WireReference" },
            ],
          },
          { type: "null" },
        ],
      },
      config: {
        description: "By `include=job.config`; secrets as `[secure]`.",
        $ref: "#/components/schemas/JsonObject",
      },
      config_cut: {
        type: "boolean",
        description:
          "There was no room in the answer for it: `config` is empty.",
      },
      name: {
        type: ["string", "null"],
        description: "all below, in every representation but the id-only one.",
      },
      queued_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      received_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      version: { type: "number" },
      reason: { type: ["string", "null"] },
      waiting: {
        anyOf: [{ $ref: "#/components/schemas/WireWaiting" }, { type: "null" }],
      },
      run: {
        type: "number",
        description: "Number of the latest run; 0 before the first claim.",
      },
      resets: { type: "number" },
      trust: { $ref: "#/components/schemas/Trust" },
      needs: { $ref: "#/components/schemas/JobNeeds" },
      cancel_requested: { type: "boolean" },
    },
    required: ["@type", "id"],
    additionalProperties: false,
  },
  WireJobOrigin: {
    type: "object",
    properties: {
      from: { type: "string", enum: ["matrix", "include", "root"] },
      index: { type: "number" },
    },
    required: ["from", "index"],
    additionalProperties: false,
    description: "Where a job of a configuration comes from.",
  },
  WireJobs: {
    type: "object",
    additionalProperties: false,
    properties: {
      jobs: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireJob" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "jobs" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "jobs"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireKeyPair: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "key_pair_generated" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      description: { type: "string" },
      public_key: { type: "string" },
      fingerprint: { type: "string", description: "`SHA256:…`" },
    },
    required: ["@type", "description", "fingerprint", "public_key"],
    additionalProperties: false,
    description:
      "The key with which `secure` values of a repository are encrypted: its public half, PEM.",
  },
  WireLint: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "lint" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      warnings: {
        type: "array",
        items: {
          type: "object",
          properties: {
            key: { type: "array", items: { type: "string" } },
            message: { type: "string" },
            line: { type: ["number", "null"] },
          },
          required: ["key", "message", "line"],
          additionalProperties: false,
        },
      },
      messages: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireMessage" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      config: {
        anyOf: [{ $ref: "#/components/schemas/JsonObject" }, { type: "null" }],
      },
      stages: {
        type: "array",
        items: {
          type: "object",
          properties: { name: { type: "string" } },
          required: ["name"],
          additionalProperties: false,
        },
      },
      jobs: {
        type: "array",
        items: { $ref: "#/components/schemas/WireConfigJob" },
      },
      rejection: {
        anyOf: [
          {
            type: "object",
            properties: {
              rule: { type: "string" },
              message: { type: "string" },
            },
            required: ["rule", "message"],
            additionalProperties: false,
          },
          { type: "null" },
        ],
        description: "Of a preview: the trigger would build nothing, and why.",
      },
      error: {
        anyOf: [
          {
            type: "object",
            properties: {
              code: { type: "string" },
              message: { type: "string" },
              line: { type: ["number", "null"], description: "One-based." },
              column: { type: ["number", "null"] },
            },
            required: ["code", "message", "line", "column"],
            additionalProperties: false,
          },
          { type: "null" },
        ],
      },
    },
    required: [
      "@type",
      "config",
      "error",
      "jobs",
      "messages",
      "stages",
      "warnings",
    ],
    additionalProperties: false,
    description:
      "`POST /v3/lint {content}`; all but `warnings` is +. A text that cannot be read is an answer with `error`.",
  },
  WireLog: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "log" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      content: { type: ["string", "null"] },
      log_parts: {
        type: "array",
        items: { $ref: "#/components/schemas/WireLogPart" },
      },
      "@raw_log_href": { type: "string" },
      run: { type: "number", description: "Run that it is of." },
      sealed: { type: "boolean" },
      removed: {
        anyOf: [
          { $ref: "#/components/schemas/WireLogRemoval" },
          { type: "null" },
        ],
      },
    },
    required: ["@raw_log_href", "@type", "content", "id", "log_parts"],
    additionalProperties: false,
    description: "`GET|POST /v3/job/:id/log`.",
  },
  WireLogMatches: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "log_matches" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      run: { type: "number" },
      matches: {
        type: "array",
        items: {
          type: "object",
          properties: { line: { type: "number" }, text: { type: "string" } },
          required: ["line", "text"],
          additionalProperties: false,
        },
      },
      more: {
        type: "boolean",
        description: "There are more than were asked for.",
      },
    },
    required: ["@type", "matches", "more", "run"],
    additionalProperties: false,
    description:
      "Lines of a log that have a text, in order; `line` counts from 1.",
  },
  WireLogPart: {
    type: "object",
    properties: {
      number: { type: "number" },
      content: { type: "string" },
      final: { type: "boolean" },
    },
    required: ["number", "content", "final"],
    additionalProperties: false,
  },
  WireLogParts: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "log_parts" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      log_parts: {
        type: "array",
        items: { $ref: "#/components/schemas/WireLogPart" },
      },
    },
    required: ["@type", "log_parts"],
    additionalProperties: false,
  },
  WireLogRemoval: {
    type: "object",
    properties: {
      at: { $ref: "#/components/schemas/WireTime" },
      by: {
        type: ["string", "null"],
        description: "Login; null: the platform.",
      },
      text: { type: "string", description: "One sentence for people." },
    },
    required: ["at", "by", "text"],
    additionalProperties: false,
  },
  WireMessage: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "message" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number", description: "Absent on lint and preview." },
      level: {
        type: "string",
        enum: ["alert", "error", "warn", "info", "hint"],
        description: "`hint` is Turnpike's own.",
      },
      key: { type: "string" },
      code: { type: "string" },
      args: { $ref: "#/components/schemas/JsonObject" },
      src: { type: ["string", "null"] },
      line: {
        type: ["number", "null"],
        description: "One-based (Travis counts from zero).",
      },
      text: { type: "string", description: "One sentence." },
    },
    required: ["@type", "args", "code", "key", "level", "line", "src", "text"],
    additionalProperties: false,
  },
  WireMessages: {
    type: "object",
    additionalProperties: false,
    properties: {
      messages: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireMessage" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "messages" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "messages"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireNotification: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "notification" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      build_id: { type: "number" },
      event: { type: "string", enum: ["started", "finished", "canceled"] },
      notifier: { type: "string" },
      target: { type: ["string", "null"] },
      state: { $ref: "#/components/schemas/NotificationState" },
      attempts: { type: "number" },
      next_attempt_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      reason: { type: ["string", "null"] },
      created_at: { $ref: "#/components/schemas/WireTime" },
      sent_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
    },
    required: [
      "@type",
      "attempts",
      "build_id",
      "created_at",
      "event",
      "id",
      "next_attempt_at",
      "notifier",
      "reason",
      "sent_at",
      "state",
      "target",
    ],
    additionalProperties: false,
    description: "One notification to one target.",
  },
  WireNotifications: {
    type: "object",
    additionalProperties: false,
    properties: {
      notifications: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireNotification" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "notifications" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "notifications"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireOwner: {
    type: "object",
    properties: {
      "@type": { type: "string", enum: ["user", "organization"] },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      login: { type: "string" },
      name: { type: ["string", "null"] },
      vcs_type: { type: "string" },
      avatar_url: { type: ["string", "null"] },
      max_jobs: {
        type: ["number", "null"],
        description: "Jobs that may run at once; null: the server's default.",
      },
    },
    required: ["@type", "id", "login"],
    additionalProperties: false,
    description: "Small form, also used for `owner` and `created_by`.",
  },
  WirePageLink: {
    type: "object",
    properties: {
      "@href": { type: "string" },
      offset: { type: "number" },
      limit: { type: "number" },
    },
    required: ["@href", "offset", "limit"],
    additionalProperties: false,
  },
  WirePagination: {
    type: "object",
    properties: {
      limit: { type: "number" },
      offset: { type: "number" },
      count: { type: "number" },
      is_first: { type: "boolean" },
      is_last: { type: "boolean" },
      next: {
        anyOf: [
          { $ref: "#/components/schemas/WirePageLink" },
          { type: "null" },
        ],
      },
      prev: {
        anyOf: [
          { $ref: "#/components/schemas/WirePageLink" },
          { type: "null" },
        ],
      },
      first: { $ref: "#/components/schemas/WirePageLink" },
      last: { $ref: "#/components/schemas/WirePageLink" },
    },
    required: [
      "limit",
      "offset",
      "count",
      "is_first",
      "is_last",
      "next",
      "prev",
      "first",
      "last",
    ],
    additionalProperties: false,
    description:
      "`limit` 25 by default (100 on lists of the current user), at most 100.",
  },
  WirePending: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "pending" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      state_change: {
        type: "string",
        enum: ["cancel", "restart", "created", "redelivery"],
      },
      resource_type: {
        type: "string",
        enum: ["build", "job", "request", "delivery", "notification"],
      },
      build: {
        type: "object",
        properties: {
          "@type": { type: "string", const: "build" },
          "@href": {
            type: "string",
            description: "Absent where the type has no address of its own.",
          },
          "@representation": {
            $ref: "#/components/schemas/WireRepresentation",
          },
          "@permissions": {
            type: "object",
            additionalProperties: { type: "boolean" },
            description:
              "Always on standard objects; what a reader may do. A button without its permission is hidden.",
          },
          "@warnings": {
            type: "array",
            items: { $ref: "#/components/schemas/WireWarning" },
          },
          id: { type: "number" },
        },
        required: ["@type", "id"],
        additionalProperties: false,
        description: "Only what names it.",
      },
      job: {
        type: "object",
        properties: {
          "@type": { type: "string", const: "job" },
          "@href": {
            type: "string",
            description: "Absent where the type has no address of its own.",
          },
          "@representation": {
            $ref: "#/components/schemas/WireRepresentation",
          },
          "@permissions": {
            type: "object",
            additionalProperties: { type: "boolean" },
            description:
              "Always on standard objects; what a reader may do. A button without its permission is hidden.",
          },
          "@warnings": {
            type: "array",
            items: { $ref: "#/components/schemas/WireWarning" },
          },
          id: { type: "number" },
        },
        required: ["@type", "id"],
        additionalProperties: false,
        description: "Only what names it.",
      },
      delivery: { $ref: "#/components/schemas/WireReference" },
      notification: {
        type: "object",
        properties: { id: { type: "number" } },
        required: ["id"],
        additionalProperties: false,
      },
      request: {
        type: "object",
        properties: {
          id: { type: "number" },
          branch: { type: "string" },
          message: { type: ["string", "null"] },
        },
        additionalProperties: false,
        description: "Of a created request: its id, to wait for.",
      },
      repository: {
        type: "object",
        additionalProperties: false,
        properties: {
          name: { type: "string" },
          slug: { type: "string" },
          "@type": { type: "string", const: "repository" },
          "@href": {
            type: "string",
            description: "Absent where the type has no address of its own.",
          },
          "@representation": {
            $ref: "#/components/schemas/WireRepresentation",
          },
          "@permissions": {
            type: "object",
            additionalProperties: { type: "boolean" },
            description:
              "Always on standard objects; what a reader may do. A button without its permission is hidden.",
          },
          "@warnings": {
            type: "array",
            items: { $ref: "#/components/schemas/WireWarning" },
          },
          id: { type: "number" },
        },
        required: ["@type", "id", "name", "slug"],
      },
      remaining_requests: { type: "number" },
    },
    required: ["@type", "resource_type", "state_change"],
    additionalProperties: false,
    description:
      "Answer 202: the work was accepted and happens soon; its effect comes as an event.",
  },
  WirePermission: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "permission" },
      user: {
        anyOf: [
          { $ref: "#/components/schemas/WireUser" },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      level: {
        type: ["string", "null"],
        enum: ["read", "write", "admin", null],
      },
    },
    required: ["@type", "user", "level"],
    additionalProperties: false,
    description: "Who may do what with a repository.",
  },
  WirePermissions: {
    type: "object",
    additionalProperties: false,
    properties: {
      permissions: {
        type: "array",
        items: { $ref: "#/components/schemas/WirePermission" },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "permissions" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "permissions"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WirePerson: {
    type: "object",
    properties: {
      name: { type: ["string", "null"] },
      email: { type: ["string", "null"] },
      avatar_url: { type: ["string", "null"] },
    },
    required: ["name"],
    additionalProperties: false,
  },
  WirePlugin: {
    type: "object",
    properties: {
      id: { type: "string" },
      summary: { type: "string" },
      version: { type: "string" },
      source: {
        type: "string",
        description: "Package, subpath or file it was loaded from.",
      },
      running: { type: "boolean", description: "In the answering process." },
      provides: { type: "array", items: { type: "string" } },
      requires: { type: "array", items: { type: "string" } },
      events: { type: "array", items: { type: "string" } },
      asks: {
        type: "array",
        items: { $ref: "#/components/schemas/AskedSection" },
        description:
          "What it declares to use, in words; what is not there it does not get.",
      },
      scope: {
        anyOf: [
          {
            type: "object",
            properties: {
              state: {
                type: "string",
                enum: ["running", "failed", "disposed"],
              },
              taps: { type: "number" },
              subscriptions: { type: "number" },
              routes: { type: "number" },
              timers: { type: "number" },
              failure: { type: ["string", "null"] },
              refuses: {
                type: "array",
                items: { $ref: "#/components/schemas/HookName" },
                description:
                  "Of one that failed: hooks that it had a say in, and that refuse in its name since.",
              },
            },
            required: [
              "state",
              "taps",
              "subscriptions",
              "routes",
              "timers",
              "failure",
              "refuses",
            ],
            additionalProperties: false,
          },
          { type: "null" },
        ],
        description:
          "What it has registered in the answering process; null where it does not run.",
      },
      boot_ms: { type: ["number", "null"] },
      work: {
        anyOf: [
          { $ref: "#/components/schemas/WirePluginWork" },
          { type: "null" },
        ],
        description:
          "What it took of the answering process; null where it does not run.",
      },
    },
    required: [
      "id",
      "summary",
      "version",
      "source",
      "running",
      "provides",
      "requires",
      "events",
      "asks",
      "scope",
      "boot_ms",
      "work",
    ],
    additionalProperties: false,
  },
  WirePluginWork: {
    type: "object",
    properties: {
      calls: { type: "number" },
      failures: { type: "number" },
      total_ms: {
        type: "number",
        description: "Until it answered, waiting for others included.",
      },
      max_ms: { type: "number" },
      busy_ms: {
        type: "number",
        description:
          "Until it waited for the first time: so long nothing else ran.",
      },
      heap_bytes: {
        type: ["number", "null"],
        description:
          "Estimate of what lives of what its module's code has put on the heap; null: not known.",
      },
    },
    required: [
      "calls",
      "failures",
      "total_ms",
      "max_ms",
      "busy_ms",
      "heap_bytes",
    ],
    additionalProperties: false,
    description:
      "See `PluginWork`: what the host had the plugin do, since the process started.",
  },
  WirePullRequest: {
    type: "object",
    properties: {
      number: { type: "number" },
      title: { type: "string" },
      state: { type: "string", enum: ["open", "closed"] },
      draft: { type: "boolean" },
      fork: { type: "boolean" },
      head_slug: { type: ["string", "null"] },
      head_ref: { type: "string" },
      base_ref: { type: "string" },
      html_url: { type: ["string", "null"] },
    },
    required: [
      "number",
      "title",
      "state",
      "draft",
      "fork",
      "head_slug",
      "head_ref",
      "base_ref",
      "html_url",
    ],
    additionalProperties: false,
    description: "",
  },
  WireQueue: {
    type: "object",
    properties: {
      name: { type: "string" },
      queued: { type: "number" },
      running: { type: "number" },
      oldest_queued_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
    },
    required: ["name", "queued", "running", "oldest_queued_at"],
    additionalProperties: false,
  },
  WireRawConfig: {
    type: "object",
    properties: {
      source: { type: "string" },
      merge_mode: { type: ["string", "null"] },
      config: { type: "string" },
    },
    required: ["source", "merge_mode", "config"],
    additionalProperties: false,
  },
  WireReference: {
    type: "object",
    properties: { "@href": { type: "string" } },
    required: ["@href"],
    additionalProperties: false,
    description:
      "An object that stands already on the path from the root, or earlier in the same answer, comes as only its `@href`: readers look it up in the rest of the answer.",
  },
  WireRepositories: {
    type: "object",
    additionalProperties: false,
    properties: {
      repositories: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireRepository" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "repositories" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "repositories"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireRepository: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "repository" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      name: { type: "string" },
      slug: { type: "string" },
      description: { type: ["string", "null"] },
      github_id: { type: "null", description: "Of Travis's API; always null." },
      github_language: { type: "null" },
      managed_by_installation: {
        type: "boolean",
        description: "Of Travis's API; always false.",
      },
      created_at: { $ref: "#/components/schemas/WireTime" },
      vcs_id: { type: ["string", "null"] },
      vcs_type: {
        type: "string",
        description: "`GithubRepository`, `GitRepository`.",
      },
      vcs_name: { type: "string" },
      active: { type: "boolean" },
      private: { type: "boolean" },
      starred: { type: "boolean" },
      owner: {
        anyOf: [
          {
            anyOf: [
              { $ref: "#/components/schemas/WireOwner" },
              { $ref: "#/components/schemas/WireReference" },
            ],
          },
          { type: "null" },
        ],
      },
      owner_name: { type: "string" },
      default_branch: {
        anyOf: [
          { $ref: "#/components/schemas/WireBranch" },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      build_count: { type: "number" },
      config_validation: { type: "boolean" },
      current_build: {
        anyOf: [
          {
            anyOf: [
              { $ref: "#/components/schemas/WireBuild" },
              { $ref: "#/components/schemas/WireReference" },
            ],
          },
          { type: "null" },
        ],
        description:
          "By `include=repository.current_build`: the newest build, running or not.",
      },
      last_started_build: {
        anyOf: [
          {
            anyOf: [
              { $ref: "#/components/schemas/WireBuild" },
              { $ref: "#/components/schemas/WireReference" },
            ],
          },
          { type: "null" },
        ],
      },
      next_build_number: { type: "number" },
      clone_url: { type: "string", description: "" },
      html_url: {
        type: ["string", "null"],
        description: "Page at the code host; null where there is none.",
      },
      provider: { type: "string", description: "Id of the VcsProvider." },
      health: {
        description: "Can its host be asked for pushes?",
        $ref: "#/components/schemas/WireHealth",
      },
      badge_token: {
        type: "string",
        description:
          "Only at its own address: `?token=` shows the badge to those who are not logged in. Absent for the seconds in which the keys of a new repository are made.",
      },
      hook: {
        type: "object",
        properties: {
          installed: { type: "boolean" },
          message: { type: "string" },
        },
        required: ["installed", "message"],
        additionalProperties: false,
        description: "Only in the answer to an addition with `install_hook`.",
      },
    },
    required: ["@type", "id", "name", "slug"],
    additionalProperties: false,
  },
  WireRepresentation: { type: "string", enum: ["minimal", "standard", "list"] },
  WireRequest: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "request" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      state: { $ref: "#/components/schemas/RequestState" },
      result: {
        anyOf: [
          { $ref: "#/components/schemas/RequestResult" },
          { type: "null" },
        ],
      },
      message: {
        type: ["string", "null"],
        description: "Why it was rejected, and the way out.",
      },
      repository: {
        anyOf: [
          { $ref: "#/components/schemas/WireRepository" },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      branch_name: { type: "string" },
      commit: {
        anyOf: [
          {
            anyOf: [
              { $ref: "#/components/schemas/WireCommit" },
              { $ref: "#/components/schemas/WireReference" },
            ],
          },
          { type: "null" },
        ],
      },
      builds: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireBuild" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      owner: {
        anyOf: [
          {
            anyOf: [
              { $ref: "#/components/schemas/WireOwner" },
              { $ref: "#/components/schemas/WireReference" },
            ],
          },
          { type: "null" },
        ],
      },
      created_at: { $ref: "#/components/schemas/WireTime" },
      event_type: { $ref: "#/components/schemas/EventType" },
      base_commit: { type: ["string", "null"] },
      head_commit: { type: ["string", "null"] },
      messages: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireMessage" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      config: {
        anyOf: [{ $ref: "#/components/schemas/JsonObject" }, { type: "null" }],
      },
      raw_configs: {
        type: "array",
        items: { $ref: "#/components/schemas/WireRawConfig" },
      },
      pull_request_mergeable: { type: ["string", "null"] },
      rule: {
        type: ["string", "null"],
        description: "kebab-case rule that rejected it.",
      },
      sender: { type: ["string", "null"] },
      sha: { type: ["string", "null"] },
      tag_name: { type: ["string", "null"] },
      commit_message: { type: ["string", "null"] },
      pull_request: {
        anyOf: [
          { $ref: "#/components/schemas/WirePullRequest" },
          { type: "null" },
        ],
      },
      finished_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
    },
    required: ["@type", "id", "message", "result", "state"],
    additionalProperties: false,
  },
  WireRequests: {
    type: "object",
    additionalProperties: false,
    properties: {
      requests: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireRequest" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "requests" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "requests"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireRevoked: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "revoked" },
      sessions: { type: "number" },
      tokens: { type: "number" },
    },
    required: ["@type", "sessions", "tokens"],
    additionalProperties: false,
    description: "How many sessions and tokens of an account ended.",
  },
  WireRun: {
    type: "object",
    properties: {
      started_ms: { type: ["number", "null"] },
      finished_ms: { type: ["number", "null"] },
      "@type": { type: "string", const: "run" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      job_id: { type: "number" },
      run: { type: "number" },
      worker: { type: "string" },
      state: {
        anyOf: [
          { type: "string", const: "received" },
          { type: "string", const: "started" },
          { $ref: "#/components/schemas/RunOutcome" },
        ],
      },
      blame: { type: ["string", "null"], enum: ["user", "platform", null] },
      reason: { type: ["string", "null"] },
      received_at: { $ref: "#/components/schemas/WireTime" },
      started_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      finished_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      log_bytes: { type: "number" },
      log_lines: { type: "number" },
      log_sealed: { type: "boolean" },
      log_removed: {
        anyOf: [
          { $ref: "#/components/schemas/WireLogRemoval" },
          { type: "null" },
        ],
        description:
          "The content is gone: a person removed it, or its time was over.",
      },
    },
    required: [
      "@type",
      "blame",
      "finished_at",
      "job_id",
      "log_bytes",
      "log_lines",
      "log_removed",
      "log_sealed",
      "reason",
      "received_at",
      "run",
      "started_at",
      "state",
      "worker",
    ],
    additionalProperties: false,
    description: "One attempt at a job. Newest first in lists.",
  },
  WireRuns: {
    type: "object",
    additionalProperties: false,
    properties: {
      runs: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireRun" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "runs" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "runs"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireServerConfig: {
    type: "object",
    properties: {
      config: {
        type: "object",
        properties: {
          host: { type: "string" },
          shorten_host: { type: "string" },
          github: {
            type: "object",
            properties: {
              api_url: { type: ["string", "null"] },
              scopes: { type: "array", items: { type: "string" } },
            },
            required: ["api_url", "scopes"],
            additionalProperties: false,
          },
          notifications: {
            type: "object",
            properties: {
              webhook: {
                type: "object",
                properties: { public_key: { type: "string" } },
                required: ["public_key"],
                additionalProperties: false,
              },
            },
            required: ["webhook"],
            additionalProperties: false,
            description: "PEM.",
          },
        },
        required: ["host", "shorten_host", "github", "notifications"],
        additionalProperties: false,
      },
    },
    required: ["config"],
    additionalProperties: false,
    description:
      "What receivers of webhooks check signatures with (travis-api facts 10).",
  },
  WireSession: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "session" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      user: {
        anyOf: [
          {
            anyOf: [
              { $ref: "#/components/schemas/WireUser" },
              { $ref: "#/components/schemas/WireReference" },
            ],
          },
          { type: "null" },
        ],
      },
      public: {
        type: "boolean",
        description: "May visitors read public repositories?",
      },
      logins: {
        type: "array",
        items: {
          type: "object",
          properties: {
            id: { type: "string" },
            title: { type: "string" },
            kind: {
              type: "string",
              enum: ["password", "redirect"],
              description: "`password`: the form. `redirect`: a link to `url`.",
            },
            url: { type: "string" },
          },
          required: ["id", "title", "kind"],
          additionalProperties: false,
        },
      },
      password_needed: {
        type: "boolean",
        description: "After a one-time link: the account has no password yet.",
      },
      version: { type: "string" },
    },
    required: [
      "@type",
      "logins",
      "password_needed",
      "public",
      "user",
      "version",
    ],
    additionalProperties: false,
    description:
      "Who asks, and how one may log in. Never an error: anonymous has `user: null`.",
  },
  WireSetting: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "setting" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      name: { type: "string" },
      value: { type: ["boolean", "number", "string", "null"] },
    },
    required: ["@type", "name", "value"],
    additionalProperties: false,
  },
  WireSettings: {
    type: "object",
    additionalProperties: false,
    properties: {
      settings: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireSetting" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "settings" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "settings"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireStage: {
    type: "object",
    properties: {
      started_ms: { type: ["number", "null"] },
      finished_ms: { type: ["number", "null"] },
      "@type": { type: "string", const: "stage" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      number: { type: "number", description: "From 1." },
      name: { type: "string" },
      state: { $ref: "#/components/schemas/BuildState" },
      started_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      finished_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      jobs: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireJob" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
    },
    required: [
      "@type",
      "finished_at",
      "id",
      "name",
      "number",
      "started_at",
      "state",
    ],
    additionalProperties: false,
  },
  WireStages: {
    type: "object",
    additionalProperties: false,
    properties: {
      stages: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireStage" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "stages" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "stages"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireSystem: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "system" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      version: { type: "string" },
      process: {
        type: "string",
        description: "Name of the answering process.",
      },
      started_at: { $ref: "#/components/schemas/WireTime" },
      public_url: { type: "string" },
      database: {
        type: "object",
        properties: {
          dialect: { type: "string", enum: ["sqlite", "postgres"] },
        },
        required: ["dialect"],
        additionalProperties: false,
      },
      bus: {
        type: "object",
        properties: {
          url: {
            type: "string",
            description: "`embedded`, or the broker's URL without credentials.",
          },
          connected: { type: "boolean" },
        },
        required: ["url", "connected"],
        additionalProperties: false,
      },
      plugins: {
        type: "array",
        items: { $ref: "#/components/schemas/WirePlugin" },
      },
      hooks: {
        type: "array",
        items: { $ref: "#/components/schemas/WireHook" },
      },
      workers: {
        type: "array",
        items: { $ref: "#/components/schemas/WireWorker" },
      },
      facts: {
        type: "array",
        items: { $ref: "#/components/schemas/WireFact" },
        description: "Of all processes, those of the answering one first.",
      },
      queues: {
        type: "array",
        items: { $ref: "#/components/schemas/WireQueue" },
      },
      job_counts: {
        type: "object",
        properties: {
          created: { type: "number" },
          started: { type: "number" },
          passed: { type: "number" },
          failed: { type: "number" },
          errored: { type: "number" },
          canceled: { type: "number" },
          queued: { type: "number" },
          received: { type: "number" },
        },
        additionalProperties: false,
      },
      waiting: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireJob" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
        description:
          "Jobs in `created` and `queued` with `waiting` and `repository`; at most 100, oldest first.",
      },
      waiting_count: { type: "number" },
    },
    required: [
      "@type",
      "bus",
      "database",
      "facts",
      "hooks",
      "job_counts",
      "plugins",
      "process",
      "public_url",
      "queues",
      "started_at",
      "version",
      "waiting",
      "waiting_count",
      "workers",
    ],
    additionalProperties: false,
  },
  WireTag: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "tag" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      repository_id: { type: "number" },
      name: { type: "string" },
      last_build_id: { type: ["number", "null"] },
    },
    required: ["@type", "name"],
    additionalProperties: false,
  },
  WireTap: {
    type: "object",
    properties: {
      plugin: { type: "string" },
      key: { type: ["string", "null"], description: "Stage of a script hook." },
      calls: { type: "number" },
      failures: { type: "number" },
      total_ms: { type: "number" },
      max_ms: { type: "number" },
      skipped: {
        type: "boolean",
        description: "Its hook is asked in another process.",
      },
    },
    required: [
      "plugin",
      "key",
      "calls",
      "failures",
      "total_ms",
      "max_ms",
      "skipped",
    ],
    additionalProperties: false,
  },
  WireTime: {
    type: "string",
    description:
      "UTC, `2026-11-23T19:45:28Z`; builds and jobs carry milliseconds in `created_at` and `updated_at`.",
  },
  WireToken: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "token" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      name: { type: "string" },
      scopes: { type: "array", items: { type: "string" } },
      created_at: { $ref: "#/components/schemas/WireTime" },
      used_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      expires_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      token: { type: "string" },
    },
    required: [
      "@type",
      "created_at",
      "expires_at",
      "id",
      "name",
      "scopes",
      "used_at",
    ],
    additionalProperties: false,
    description:
      "API token of the current user. `token` stands only in the answer that makes it.",
  },
  WireTokens: {
    type: "object",
    additionalProperties: false,
    properties: {
      tokens: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireToken" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "tokens" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "tokens"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireUi: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "ui" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      contributions: {
        type: "array",
        items: { $ref: "#/components/schemas/WireUiContribution" },
      },
    },
    required: ["@type", "contributions"],
    additionalProperties: false,
    description:
      "`GET /v3/ui`: contributions of plugins to the pages. Readable by all.",
  },
  WireUiContribution: {
    type: "object",
    properties: {
      plugin: { type: "string" },
      slot: { $ref: "#/components/schemas/WireUiSlot" },
      tag: { type: "string" },
      title: { type: "string" },
      module: {
        type: "string",
        description: "`/ui-plugins/<plugin>/<file>`, below the base path.",
      },
    },
    required: ["plugin", "slot", "tag", "title", "module"],
    additionalProperties: false,
    description:
      "The module is imported once, then an element `tag` is made with the properties `repository`, `build`, `job` (wire objects of the page, where there are) and `api` (`(path, init?) => Promise<unknown>`).",
  },
  WireUiSlot: {
    type: "string",
    enum: [
      "nav",
      "repository.tab",
      "repository.panel",
      "build.panel",
      "job.panel",
      "system.panel",
    ],
  },
  WireUser: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "user" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      login: { type: "string" },
      name: { type: ["string", "null"] },
      vcs_type: { type: "string" },
      avatar_url: { type: ["string", "null"] },
      email: { type: ["string", "null"], description: "Own only." },
      is_syncing: { type: "boolean" },
      synced_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      admin: { type: "boolean", description: "" },
      suspended_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description:
          "Only in `GET /v3/users` and the answers to administrators.",
      },
    },
    required: ["@type", "id", "login", "name"],
    additionalProperties: false,
  },
  WireUserLink: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "user_link" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      user: {
        anyOf: [
          { $ref: "#/components/schemas/WireUser" },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      url: { type: "string" },
    },
    required: ["@type", "url", "user"],
    additionalProperties: false,
    description:
      "A user with a one-time link to log in and set a password; the link is shown once.",
  },
  WireUsers: {
    type: "object",
    additionalProperties: false,
    properties: {
      users: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireUser" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "users" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "users"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
  WireWaiting: {
    type: "object",
    properties: {
      reason: {
        type: "string",
        description:
          'In plain words, as the scheduler stored it: `limit owner 5/5`, `stage 1 "Test" is not finished`.',
      },
      since: { $ref: "#/components/schemas/WireTime" },
      queue: { type: ["string", "null"] },
      position: {
        type: ["number", "null"],
        description: "From 1, in its queue; null while it is not queued.",
      },
    },
    required: ["reason", "since", "queue", "position"],
    additionalProperties: false,
    description: "Why a job in `created` or `queued` waits.",
  },
  WireWarning: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "warning" },
      message: { type: "string" },
      warning_type: {
        type: "string",
        enum: [
          "ignored_parameter",
          "ignored_value",
          "deprecated_parameter",
          "answer_cut",
        ],
        description:
          "`answer_cut`: there was no room in the answer for all of it.",
      },
      parameter: { type: "string", description: "Of the query." },
      value: { type: "string" },
    },
    required: ["@type", "message", "warning_type"],
    additionalProperties: false,
  },
  WireWebhook: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "webhook" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      url: {
        type: "string",
        description: "Where the host is to send deliveries.",
      },
      secret: {
        type: ["string", "null"],
        description:
          "What they are signed with; null: there is none, and none is believed.",
      },
      hook: {
        type: "object",
        properties: {
          installed: { type: "boolean" },
          message: { type: "string" },
        },
        required: ["installed", "message"],
        additionalProperties: false,
        description: "Where it was to be installed: how that went.",
      },
    },
    required: ["@type", "secret", "url"],
    additionalProperties: false,
    description: "The webhook of a repository, for its administrators.",
  },
  WireWorker: {
    type: "object",
    properties: {
      name: { type: "string" },
      queues: { type: "array", items: { type: "string" } },
      os: { type: "array", items: { type: "string" } },
      arch: { type: "array", items: { type: "string" } },
      labels: { type: "array", items: { type: "string" } },
      executor: { type: "string" },
      isolation: {
        type: "string",
        enum: ["none", "container", "machine"],
        description:
          "`none`: jobs run as processes of the server's machine; the page warns.",
      },
      slots: { type: "number" },
      busy: { type: "number" },
      version: { type: "string" },
      seen_at: { $ref: "#/components/schemas/WireTime" },
      online: { type: "boolean", description: "false: not heard of lately." },
    },
    required: [
      "name",
      "queues",
      "os",
      "arch",
      "labels",
      "executor",
      "isolation",
      "slots",
      "busy",
      "version",
      "seen_at",
      "online",
    ],
    additionalProperties: false,
  },
  WireWorkerToken: {
    type: "object",
    properties: {
      "@type": { type: "string", const: "worker_token" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
      id: { type: "number" },
      name: { type: "string" },
      queues: {
        anyOf: [{ type: "array", items: { type: "string" } }, { type: "null" }],
        description: "null: all.",
      },
      created_at: { $ref: "#/components/schemas/WireTime" },
      used_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
      },
      token: { type: "string" },
    },
    required: ["@type", "created_at", "id", "name", "queues", "used_at"],
    additionalProperties: false,
    description: "`token`: only in the answer that makes it.",
  },
  WireWorkerTokens: {
    type: "object",
    additionalProperties: false,
    properties: {
      worker_tokens: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireWorkerToken" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": { $ref: "#/components/schemas/WirePagination" },
      "@type": { type: "string", const: "worker_tokens" },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": { $ref: "#/components/schemas/WireRepresentation" },
      "@permissions": {
        type: "object",
        additionalProperties: { type: "boolean" },
        description:
          "Always on standard objects; what a reader may do. A button without its permission is hidden.",
      },
      "@warnings": {
        type: "array",
        items: { $ref: "#/components/schemas/WireWarning" },
      },
    },
    required: ["@type", "worker_tokens"],
    description: "`{ '@type': 'builds', '@pagination': …, builds: [ … ] }`.",
  },
};
