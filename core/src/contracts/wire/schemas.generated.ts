/** JSON Schemas of the wire contract. Written by `npm run generate`. */
import type { JsonSchema } from "../operation.js";

export const WIRE_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  AccessLevel: {
    type: "string",
    enum: ["read", "write", "admin"],
    description: "What a user may do with a repository.",
  },
  AskedItem: {
    type: "object",
    properties: {
      name: {
        type: "string",
        description: "As code has it: a hook, a token, a host, a path.",
      },
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
          "routes",
          "files",
          "runtime",
          "own",
        ],
        description: "Which kind.",
      },
      title: {
        type: "string",
        description: "Heading for people: `Is shown secrets`.",
      },
      items: {
        type: "array",
        items: { $ref: "#/components/schemas/AskedItem" },
        description: "In the order in which they weigh, or were declared.",
      },
    },
    required: ["id", "title", "items"],
    additionalProperties: false,
    description: "What a plugin asks for of one kind, never empty.",
  },
  BuildState: {
    type: "string",
    enum: ["created", "started", "passed", "failed", "errored", "canceled"],
    description: "State of a build.",
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
    description: "A state in which something has ended.",
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
    description: "Name of a hook: `request.accept`.",
  },
  JobNeeds: {
    type: "object",
    properties: {
      os: { type: "string", description: "Operating systems: `linux`." },
      arch: { type: "string", description: "Architectures: `amd64`." },
      labels: {
        type: "array",
        items: { type: "string" },
        description: "Words of the operator's choice.",
      },
    },
    required: ["os", "arch", "labels"],
    additionalProperties: false,
    description: "What a worker must offer to take a job.",
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
    description: "State of a job.",
  },
  JsonObject: {
    type: "object",
    additionalProperties: { $ref: "#/components/schemas/JsonValue" },
    description: "A map of plain values.",
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
    description: "A plain value: what JSON can hold.",
  },
  NotificationState: {
    type: "string",
    enum: ["created", "claimed", "sent", "failed", "skipped", "unconfigured"],
    description:
      "`unconfigured`: its notifier lacks what an administrator has to set; `reason` says what.",
  },
  RequestResult: {
    type: "string",
    enum: ["approved", "rejected"],
    description: "What became of a request.",
  },
  RequestState: {
    type: "string",
    enum: ["created", "processing", "finished"],
    description: "State of a request.",
  },
  RunOutcome: {
    anyOf: [
      { $ref: "#/components/schemas/FinalState" },
      { type: "string", const: "lost" },
    ],
    description: "How a run ended; `lost`: the platform lost it.",
  },
  Trust: {
    type: "string",
    enum: ["full", "fork"],
    description: "`fork`: the code is from outside of the repository.",
  },
  WireArtifact: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "artifact",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      job_id: { type: "number", description: "Id of the job." },
      path: { type: "string", description: "As the job stored it." },
      size: { type: "number", description: "Bytes." },
      sha256: { type: "string", description: "Of its content, hex." },
      created_at: {
        description: "When it was made.",
        $ref: "#/components/schemas/WireTime",
      },
    },
    required: ["@type", "created_at", "job_id", "path", "sha256", "size"],
    additionalProperties: false,
    description: "A file that a build stored; `@href` is its download.",
  },
  WireArtifacts: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "artifacts",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      artifacts: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireArtifact" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
        description: "Those that can be downloaded.",
      },
      removed: {
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          properties: {
            removed_at: {
              description: "When it was removed.",
              $ref: "#/components/schemas/WireTime",
            },
            reason: { type: "string", description: "For people." },
            "@type": {
              type: "string",
              const: "artifact",
              description: "Name of the resource.",
            },
            "@href": {
              type: "string",
              description: "Absent where the type has no address of its own.",
            },
            "@representation": {
              description: "How much of it is there.",
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
              description: "What of the query was not done.",
            },
            job_id: { type: "number", description: "Id of the job." },
            path: { type: "string", description: "As the job stored it." },
            size: { type: "number", description: "Bytes." },
            sha256: { type: "string", description: "Of its content, hex." },
            created_at: {
              description: "When it was made.",
              $ref: "#/components/schemas/WireTime",
            },
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
    description: "Files that a build stored.",
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "audit_entries",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "audit_entries"],
    description: "A list of them, with its pages.",
  },
  WireAuditEntry: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "audit_entry",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      at: { description: "When.", $ref: "#/components/schemas/WireTime" },
      who: { type: "string", description: "Login as it was then." },
      user_id: {
        type: ["number", "null"],
        description: "Id of the user; null: none.",
      },
      via: { type: "string", description: "How who did it was let in." },
      address: {
        type: ["string", "null"],
        description:
          "Where it came from; null: not known, or not for who asks.",
      },
      action: { type: "string", description: "`user.suspend`." },
      target: { type: "string", description: "`user/grace`." },
      repository_id: {
        type: ["number", "null"],
        description: "Id of the repository.",
      },
      before: {
        anyOf: [{ type: "object", additionalProperties: {} }, { type: "null" }],
        description: "What was changed, as it was.",
      },
      after: {
        anyOf: [{ type: "object", additionalProperties: {} }, { type: "null" }],
        description: "The same afterwards.",
      },
      outcome: {
        type: "string",
        enum: ["begun", "done", "failed"],
        description:
          "`begun`, `failed`: whether it was done is not known, for the server ended or failed in it.",
      },
      acting_as: {
        type: ["string", "null"],
        description:
          "Login of whom `who`, an administrator, acted as; null: as themselves.",
      },
    },
    required: [
      "@type",
      "acting_as",
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
      "@type": {
        type: "string",
        const: "branch",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      name: { type: "string", description: "As it is called." },
      repository: {
        anyOf: [
          {
            description: "The repository.",
            $ref: "#/components/schemas/WireRepository",
          },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      default_branch: {
        type: "boolean",
        description: "Is it the default one?",
      },
      exists_on_github: {
        type: "boolean",
        description: "Is it there at its host?",
      },
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
        description: "Newest; null: none yet.",
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
    description: "A branch of a repository.",
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "branches",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "branches"],
    description: "A list of them, with its pages.",
  },
  WireBrowserSession: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "browser_session",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "string", description: "Positive; of the database." },
      created_at: {
        description: "When it was made.",
        $ref: "#/components/schemas/WireTime",
      },
      used_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it was last used; null: never.",
      },
      expires_at: {
        description: "When it ends; null: never.",
        $ref: "#/components/schemas/WireTime",
      },
      agent: {
        type: ["string", "null"],
        description: "What the browser called itself.",
      },
      address: {
        type: ["string", "null"],
        description: "Where it came from; null: not known.",
      },
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "sessions",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "sessions"],
    description: "A list of them, with its pages.",
  },
  WireBuild: {
    type: "object",
    properties: {
      started_ms: {
        type: ["number", "null"],
        description: "Milliseconds since 1970.",
      },
      finished_ms: {
        type: ["number", "null"],
        description: "Milliseconds since 1970.",
      },
      "@type": {
        type: "string",
        const: "build",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      number: { type: "string", description: "As people name it." },
      state: {
        description: "Where it stands.",
        $ref: "#/components/schemas/BuildState",
      },
      duration: {
        type: ["number", "null"],
        description: "Whole seconds; the sum of the jobs.",
      },
      event_type: {
        description: "What it is for.",
        $ref: "#/components/schemas/EventType",
      },
      previous_state: {
        anyOf: [{ $ref: "#/components/schemas/FinalState" }, { type: "null" }],
        description: "Of the build before on the same branch.",
      },
      pull_request_title: {
        type: ["string", "null"],
        description: "null: it is of none.",
      },
      pull_request_number: {
        type: ["number", "null"],
        description: "null: it is of none.",
      },
      started_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it started; null: not yet.",
      },
      finished_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it ended; null: not yet.",
      },
      private: { type: "boolean", description: "May only its members see it?" },
      priority: {
        type: "boolean",
        description: "Is it before others of its owner?",
      },
      repository: {
        anyOf: [
          {
            description: "The repository.",
            $ref: "#/components/schemas/WireRepository",
          },
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
        description: "Name of the branch.",
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
        description: "Name of a pushed tag; null: it is of none.",
      },
      commit: {
        anyOf: [
          {
            description: "The commit.",
            $ref: "#/components/schemas/WireCommit",
          },
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
        description: "In order.",
      },
      stages: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireStage" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
        description: "In order; empty where there are none.",
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
        description: "Who caused it.",
      },
      updated_at: {
        description: "When it last changed.",
        $ref: "#/components/schemas/WireTime",
      },
      request: {
        anyOf: [
          {
            description: "The request.",
            $ref: "#/components/schemas/WireRequest",
          },
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
      config_error: {
        type: "boolean",
        description: "Its configuration could not be read.",
      },
      fast_finish: {
        type: "boolean",
        description: "It ends when jobs that count have ended.",
      },
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
        description: "null: it is of none.",
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
    description: "A build. What is marked + is Turnpike's own.",
  },
  WireBuildConfig: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "build_config",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      config: {
        description: "Merged and normalized.",
        $ref: "#/components/schemas/JsonObject",
      },
      raw_configs: {
        type: "array",
        items: { $ref: "#/components/schemas/WireRawConfig" },
        description: "In order of precedence.",
      },
      messages: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireMessage" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
        description: "Findings about it.",
      },
      jobs: {
        type: "array",
        items: { $ref: "#/components/schemas/WireConfigJob" },
        description: "The jobs.",
      },
    },
    required: ["@type", "config", "jobs", "messages", "raw_configs"],
    additionalProperties: false,
    description: "`GET /v3/build/:id/config`.",
  },
  WireBuildPermission: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "build_permission",
        description: "Name of the resource.",
      },
      user: {
        anyOf: [
          {
            description: "The account.",
            $ref: "#/components/schemas/WireUser",
          },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      permission: {
        type: "boolean",
        description: "May builds be started by it, as far as this place says?",
      },
      role: {
        anyOf: [{ $ref: "#/components/schemas/AccessLevel" }, { type: "null" }],
        description: "Its right there; null: none of its own.",
      },
    },
    required: ["@type", "user", "permission", "role"],
    additionalProperties: false,
    description: "Whether somebody may have builds started.",
  },
  WireBuildPermissions: {
    type: "object",
    additionalProperties: false,
    properties: {
      build_permissions: {
        type: "array",
        items: { $ref: "#/components/schemas/WireBuildPermission" },
      },
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "build_permissions",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "build_permissions"],
    description: "A list of them.",
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "builds",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "builds"],
    description: "A list of them, with its pages.",
  },
  WireCache: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "cache",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      repository_id: { type: "number", description: "Id of the repository." },
      size: { type: "number", description: "Bytes." },
      name: { type: "string", description: "As it is called." },
      branch: { type: "string", description: "Name of the branch." },
      last_modified: {
        description: "When it was stored.",
        $ref: "#/components/schemas/WireTime",
      },
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
      "@type": {
        type: "string",
        const: "caches",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      caches: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireCache" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
        description: "Those that are there.",
      },
      removed: {
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          properties: {
            removed_at: {
              description: "When it was removed.",
              $ref: "#/components/schemas/WireTime",
            },
            reason: { type: "string", description: "For people." },
            "@type": {
              type: "string",
              const: "cache",
              description: "Name of the resource.",
            },
            "@href": {
              type: "string",
              description: "Absent where the type has no address of its own.",
            },
            "@representation": {
              description: "How much of it is there.",
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
              description: "What of the query was not done.",
            },
            repository_id: {
              type: "number",
              description: "Id of the repository.",
            },
            size: { type: "number", description: "Bytes." },
            name: { type: "string", description: "As it is called." },
            branch: { type: "string", description: "Name of the branch." },
            last_modified: {
              description: "When it was stored.",
              $ref: "#/components/schemas/WireTime",
            },
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
    description: "Caches of a repository.",
  },
  WireCommit: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "commit",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      sha: { type: "string", description: "40 or 64 hex digits." },
      ref: { type: "string", description: "Full ref." },
      message: { type: "string", description: "For people." },
      compare_url: {
        type: ["string", "null"],
        description: "Page that shows what changed; null: there is none.",
      },
      committed_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it was committed.",
      },
      author: {
        description: "Who wrote it.",
        $ref: "#/components/schemas/WirePerson",
      },
      committer: {
        description: "Who committed it.",
        $ref: "#/components/schemas/WirePerson",
      },
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
    description: "A commit.",
  },
  WireConfigJob: {
    type: "object",
    properties: {
      job_id: { type: "number", description: "Absent on lint and preview." },
      number: { type: "string", description: "As people name it." },
      stage: {
        type: ["string", "null"],
        description: "The stage; null: there are none.",
      },
      name: { type: ["string", "null"], description: "As it is called." },
      allow_failure: {
        type: "boolean",
        description: "Its failure does not fail the build.",
      },
      config: {
        description: "Its configuration; secrets encrypted.",
        $ref: "#/components/schemas/JsonObject",
      },
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
        description: "null: not known.",
      },
    },
    required: ["stage", "name", "allow_failure", "config", "origin"],
    additionalProperties: false,
    description: "One job that a configuration stands for.",
  },
  WireCron: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "cron",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      branch: {
        anyOf: [
          {
            description: "Name of the branch.",
            $ref: "#/components/schemas/WireBranch",
          },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      repository: {
        anyOf: [
          {
            description: "The repository.",
            $ref: "#/components/schemas/WireRepository",
          },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      interval: {
        type: "string",
        description: "`daily`, `weekly`, `monthly`; + a five-field expression.",
      },
      dont_run_if_recent_build_exists: {
        type: "boolean",
        description: "Not where the branch was built within a day.",
      },
      active: {
        type: "boolean",
        description: "false: it is kept and does nothing.",
      },
      last_run: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "null: never yet.",
      },
      next_run: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "null: it is not active.",
      },
      created_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it was made.",
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
    description: "A build that is asked for by the clock.",
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "crons",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "crons"],
    description: "A list of them, with its pages.",
  },
  WireDeclaredSetting: {
    type: "object",
    properties: {
      plugin: { type: "string", description: "Id of the plugin." },
      group: {
        type: "string",
        description: "What its settings are called together.",
      },
      title: { type: "string", description: "Label of the field." },
      description: { type: "string", description: "What it does." },
      default: {
        anyOf: [
          { type: "boolean" },
          { type: "number" },
          { type: "string" },
          { type: "array", items: { type: "string" } },
          { type: "null" },
        ],
        description: "Of those that say nothing.",
      },
      schema: {
        type: "object",
        additionalProperties: {},
        description: "JSON Schema of its values.",
      },
    },
    required: ["plugin", "group", "title", "description", "default", "schema"],
    additionalProperties: false,
    description: "What a plugin says of a setting: enough for a form.",
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "deliveries",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "deliveries"],
    description: "A list of them, with its pages.",
  },
  WireDelivery: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "delivery",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      provider: { type: "string", description: "Id of the VcsProvider." },
      guid: { type: "string", description: "The host's id of it." },
      event: { type: "string", description: "In the host's words." },
      outcome: {
        type: "string",
        enum: ["accepted", "ignored", "rejected"],
        description: "What was made of it.",
      },
      reason: {
        type: ["string", "null"],
        description: "Why it was ignored or rejected.",
      },
      request_id: {
        type: ["number", "null"],
        description: "Id of the request.",
      },
      received_at: {
        description: "When it was received; null: not yet.",
        $ref: "#/components/schemas/WireTime",
      },
      headers: {
        type: "object",
        additionalProperties: { type: "string" },
        description: "Only at its own address.",
      },
      body: {
        type: "string",
        description: "As it came; only at its own address.",
      },
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
      "@type": {
        type: "string",
        const: "env_var",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "string", description: "Positive; of the database." },
      name: { type: "string", description: "As it is called." },
      public: { type: "boolean", description: "May logs show it?" },
      branch: {
        type: ["string", "null"],
        description: "Only for this branch; null: all.",
      },
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
    description: "A variable of a repository's settings.",
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "env_vars",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "env_vars"],
    description: "A list of them, with its pages.",
  },
  WireError: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "error",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      error_type: {
        description: "v3's word for it.",
        $ref: "#/components/schemas/WireErrorType",
      },
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
      resource_type: {
        type: "string",
        description: "What it is about: `repository`.",
      },
      permission: { type: "string", description: "The right that is missing." },
      max_requests: {
        type: "number",
        description: "Of `request_limit_reached` by a repository.",
      },
      per_seconds: {
        type: "number",
        description: "Time in which `max_requests` count.",
      },
      request_id: {
        type: "string",
        description: "Also the `X-Request-Id` of the answer.",
      },
      details: {
        type: "object",
        additionalProperties: { $ref: "#/components/schemas/JsonValue" },
        description: "Where the fault is and the way out.",
      },
      error: {
        type: "object",
        properties: { message: { type: "string" }, code: { type: "string" } },
        required: ["message", "code"],
        additionalProperties: false,
        description: "Of version 2 of the API: the same in its form.",
      },
      file: {
        type: "string",
        description:
          "Of version 2, where something was not found: `not found`, as it has always said.",
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
      "already_syncing",
      "build_not_cancelable",
      "job_already_running",
      "job_not_cancelable",
      "job_unfinished",
      "log_already_removed",
      "last_administrator",
      "last_way_in",
      "acting",
      "not_acting",
      "second_factor_required",
      "sign_in",
      "link_used",
      "conflict",
      "duplicate_resource",
      "unprocessable_entity",
      "request_limit_reached",
      "server_error",
      "not_implemented",
      "timeout_error",
    ],
    description: "v3's words for what is wrong.",
  },
  WireFact: {
    type: "object",
    properties: {
      id: { type: "string", description: "Positive; of the database." },
      title: { type: "string", description: "What it is about." },
      process: { type: "string", description: "That it is about." },
      state: {
        type: "string",
        enum: ["ok", "warning"],
        description: "Where it stands.",
      },
      text: { type: "string", description: "For people." },
      way_out: {
        type: ["string", "null"],
        description: "null: nothing has to be done.",
      },
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
        description: "Of a folder that grows, in bytes.",
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
      state: {
        type: "string",
        enum: ["ok", "failing"],
        description: "Can the host be asked?",
      },
      since: {
        description: "When it could first not be asked.",
        $ref: "#/components/schemas/WireTime",
      },
      code: {
        type: "string",
        description: "Turnpike's code of what is wrong.",
      },
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
      name: {
        description: "As it is called.",
        $ref: "#/components/schemas/HookName",
      },
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
        description: "Of tapable.",
      },
      on_failure: {
        type: "string",
        enum: ["refuse", "skip"],
        description: "What a failing tap means.",
      },
      asked_by: {
        anyOf: [{ type: "array", items: { type: "string" } }, { type: "null" }],
        description: "Plugins whose process asks; null: every process.",
      },
      answer: { type: "string", description: "What a tap answers, in words." },
      taps: {
        type: "array",
        items: { $ref: "#/components/schemas/WireTap" },
        description: "In the answering process.",
      },
    },
    required: ["name", "type", "on_failure", "asked_by", "answer", "taps"],
    additionalProperties: false,
    description: "A hook with its taps.",
  },
  WireHookHealth: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "webhook_health",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      installed: {
        type: ["boolean", "null"],
        description: "Is it at its host? null: the host cannot be asked.",
      },
      problem: {
        type: ["string", "null"],
        description: "What is wrong, for people; null: nothing is known to be.",
      },
      last_status: {
        type: ["number", "null"],
        description:
          "What the last delivery was answered with; null: the host does not say.",
      },
      last_delivery_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description:
          "When the last delivery of the repository came here; null: none ever did.",
      },
    },
    required: [
      "@type",
      "installed",
      "last_delivery_at",
      "last_status",
      "problem",
    ],
    additionalProperties: false,
    description: "How a webhook does.",
  },
  WireHookLeft: {
    type: "object",
    properties: {
      state: {
        type: "string",
        enum: ["gone", "unknown"],
        description:
          "`gone`: it was taken away, or none was there. `unknown`: it may be there.",
      },
      url: {
        type: "string",
        description: "Where it sends or sent deliveries.",
      },
      message: {
        type: "string",
        description: "What was done, or why nothing could be and what to do.",
      },
    },
    required: ["state", "url", "message"],
    additionalProperties: false,
    description: "What became of a hook at its host when it was taken away.",
  },
  WireHookTest: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "webhook_test",
        description: "Its name.",
      },
      message: { type: "string", description: "For people." },
    },
    required: ["@type", "message"],
    additionalProperties: false,
    description: "What a host was asked to send.",
  },
  WireHost: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "host",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "string", description: "What repositories name it by." },
      kind: { type: "string", description: "Which plugins speak to it." },
      url: { type: "string", description: "Where browsers find it." },
      callback_url: {
        type: "string",
        description: "To register there for signing in, to the letter.",
      },
      hook_url: {
        type: "string",
        description: "To which its apps and organizations send deliveries.",
      },
      can_make_app: {
        type: "boolean",
        description: "Can an app of it be made from here?",
      },
      app: {
        anyOf: [
          {
            type: "object",
            properties: {
              id: { type: "string" },
              slug: { type: "string" },
              url: { type: "string" },
              client_id: { type: "string" },
            },
            required: ["id", "slug", "url", "client_id"],
            additionalProperties: false,
          },
          { type: "null" },
        ],
        description: "The one that was made from here; null: none was.",
      },
    },
    required: [
      "@type",
      "app",
      "callback_url",
      "can_make_app",
      "hook_url",
      "id",
      "kind",
      "url",
    ],
    additionalProperties: false,
    description: "A code host of the configuration.",
  },
  WireHosts: {
    type: "object",
    additionalProperties: false,
    properties: {
      hosts: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireHost" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "hosts",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "hosts"],
    description: "A list of them.",
  },
  WireIdentities: {
    type: "object",
    additionalProperties: false,
    properties: {
      identities: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireIdentity" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "identities",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "identities"],
    description: "A list of them.",
  },
  WireIdentity: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "identity",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      host: { type: "string", description: "Id of the host." },
      host_title: {
        type: "string",
        description:
          "The host as the button of the login page calls it; its id where nobody signs in there any more.",
      },
      can_log_in: { type: "boolean", description: "Can one log in by it now?" },
      login: { type: "string", description: "As it is called there." },
      name: {
        type: ["string", "null"],
        description: "For people; null: not said.",
      },
      scopes: {
        type: "array",
        items: { type: "string" },
        description: "What its token may do, in the host's words.",
      },
      linked_at: {
        description: "When it was linked.",
        $ref: "#/components/schemas/WireTime",
      },
      synced_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When its rights were last known in full; null: never.",
      },
      expires_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description:
          "When its token ends; null: it does not, or there is none.",
      },
      revoked_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description:
          "When the host refused its token: one has to sign in there again; null: it is good.",
      },
    },
    required: [
      "@type",
      "can_log_in",
      "expires_at",
      "host",
      "host_title",
      "id",
      "linked_at",
      "login",
      "name",
      "revoked_at",
      "scopes",
      "synced_at",
    ],
    additionalProperties: false,
    description: "An own account at a host.",
  },
  "WireInputs.account_removal": {
    type: "object",
    properties: { login: { type: "string" } },
    required: ["login"],
    additionalProperties: false,
    description:
      "`DELETE /v3/user`: the own login, so that nobody does it by mistake.",
  },
  "WireInputs.become": {
    type: "object",
    properties: { minutes: { type: "number" } },
    additionalProperties: false,
    description:
      "`POST /v3/user/:login/become`. `minutes`: 1 to 60, after which it ends by itself; 30 if absent.",
  },
  "WireInputs.build_permissions": {
    type: "object",
    properties: {
      user_ids: { type: "array", items: { type: "number" } },
      permission: { type: "boolean" },
    },
    required: ["user_ids", "permission"],
    additionalProperties: false,
    description: "`PATCH …/build_permissions`.",
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
    description: "`POST /v3/repo/:repo/branch/:branch/cron`.",
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
    description: "`POST /v3/repo/:repo/env_vars`.",
  },
  "WireInputs.env_var_change": {
    type: "object",
    additionalProperties: false,
    description: "`PATCH /v3/repo/:repo/env_var/:id`: what is left out stays.",
  },
  "WireInputs.identity": {
    type: "object",
    properties: {
      host: { type: "string", description: "Id of the host." },
      return_to: {
        type: "string",
        description: "Path to come back to; the account page if absent.",
      },
    },
    required: ["host"],
    additionalProperties: false,
    description: "`POST /v3/user/identities`.",
  },
  "WireInputs.key_pair": {
    type: "object",
    properties: {
      description: { type: "string", description: "What it is for." },
      value: {
        type: "string",
        description: "Private key without a passphrase, PEM or OpenSSH.",
      },
    },
    required: ["value"],
    additionalProperties: false,
    description: "`POST /v3/repo/:repo/key_pair`.",
  },
  "WireInputs.key_pair_change": {
    type: "object",
    additionalProperties: false,
    description: "`PATCH /v3/repo/:repo/key_pair`: what is left out stays.",
  },
  "WireInputs.left_hook": {
    type: "object",
    properties: {
      token: {
        type: ["string", "null"],
        description:
          "Of the code host, used this once; the server's own where there is none.",
      },
    },
    additionalProperties: false,
    description: "`POST /v3/removed_repo/:id/remove_hook`: administrators.",
  },
  "WireInputs.lint": {
    type: "object",
    properties: { content: { type: "string" } },
    required: ["content"],
    additionalProperties: false,
    description: "`POST /v3/lint`: text of a `.travis.yml`.",
  },
  "WireInputs.owner_token": {
    type: "object",
    properties: {
      name: { type: "string" },
      level: { $ref: "#/components/schemas/AccessLevel" },
      expires_in_days: { type: "number" },
    },
    required: ["name", "level"],
    additionalProperties: false,
    description:
      "`POST /v3/owner/:login/tokens`. Without `expires_in_days` it does not end.",
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
      "`PUT /v3/repo/:repo/permission/:login`; null takes away what was given there.",
  },
  "WireInputs.preference": {
    type: "object",
    properties: { value: { type: ["boolean", "string"] } },
    required: ["value"],
    additionalProperties: false,
    description: "`PATCH /v3/preference/:name`.",
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
  "WireInputs.prioritize_build": {
    type: "object",
    properties: { cancel_all: { type: "boolean" } },
    additionalProperties: false,
    description:
      "`POST /v3/build/:id/priority`: also cancels what runs for the owner.",
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
    description: "`POST /v3/repo/:repo/requests`: what is to be built.",
  },
  "WireInputs.restart_build": {
    type: "object",
    properties: { only_failed: { type: "boolean" } },
    additionalProperties: false,
    description:
      "`POST /v3/build/:id/restart`: all jobs, or those that did not pass.",
  },
  "WireInputs.second_factor": {
    type: "object",
    properties: { current: { type: "string" } },
    required: ["current"],
    additionalProperties: false,
    description:
      "`POST /v3/user/second_factor` and `…/remove`: the current password.",
  },
  "WireInputs.second_factor_code": {
    type: "object",
    properties: { code: { type: "string" } },
    required: ["code"],
    additionalProperties: false,
    description: "`PUT /v3/user/second_factor`: a first code.",
  },
  "WireInputs.session": {
    anyOf: [
      {
        type: "object",
        properties: {
          login: { type: "string" },
          password: { type: "string" },
          code: { type: "string" },
        },
        required: ["login", "password"],
        additionalProperties: false,
      },
      {
        type: "object",
        properties: { once: { type: "string" }, code: { type: "string" } },
        required: ["once"],
        additionalProperties: false,
      },
    ],
    description:
      "`POST /v3/session`: either pair, or the token of a one-time link. Answers WireSession and sets the cookie. `code`: of the second factor, or a recovery code; asked for by the error type `second_factor_required`.",
  },
  "WireInputs.setting": {
    type: "object",
    properties: {
      value: {
        anyOf: [
          { type: "boolean" },
          { type: "number" },
          { type: "string" },
          { type: "array", items: { type: "string" } },
          { type: "null" },
        ],
      },
    },
    required: ["value"],
    additionalProperties: false,
    description: "`PATCH /v3/repo/:repo/setting/:name`.",
  },
  "WireInputs.team": {
    type: "object",
    properties: {
      name: { type: "string" },
      description: { type: ["string", "null"] },
      level: {
        anyOf: [{ $ref: "#/components/schemas/AccessLevel" }, { type: "null" }],
      },
    },
    required: ["name"],
    additionalProperties: false,
    description:
      "`POST /v3/owner/:login/teams`. `level`: on all repositories; absent or null: on none but those that are named.",
  },
  "WireInputs.team_change": {
    type: "object",
    additionalProperties: false,
    description: "`PATCH /v3/team/:id`: what is left out stays.",
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
    description: "`POST /v3/user/tokens`.",
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
    description: "`POST /v3/users`: administrators.",
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
      started_ms: {
        type: ["number", "null"],
        description: "Milliseconds since 1970.",
      },
      finished_ms: {
        type: ["number", "null"],
        description: "Milliseconds since 1970.",
      },
      "@type": {
        type: "string",
        const: "job",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      number: { type: "string", description: "`17.3`." },
      state: {
        description: "Where it stands.",
        $ref: "#/components/schemas/JobState",
      },
      allow_failure: {
        type: "boolean",
        description: "Its failure does not fail the build.",
      },
      started_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it started; null: not yet.",
      },
      finished_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it ended; null: not yet.",
      },
      created_at: {
        description: "When it was made.",
        $ref: "#/components/schemas/WireTime",
      },
      updated_at: {
        description: "When it last changed.",
        $ref: "#/components/schemas/WireTime",
      },
      restarted_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it was last restarted; null: never.",
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
        description: "Who wanted it again.",
      },
      vm_size: { type: "null", description: "Of Travis's API; always null." },
      queue: {
        type: ["string", "null"],
        description: "Name of the queue; null: none yet.",
      },
      private: { type: "boolean", description: "May only its members see it?" },
      build: {
        anyOf: [
          { description: "The build.", $ref: "#/components/schemas/WireBuild" },
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
        description: "The stage; null: there are none.",
      },
      repository: {
        anyOf: [
          {
            description: "The repository.",
            $ref: "#/components/schemas/WireRepository",
          },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      commit: {
        anyOf: [
          {
            description: "The commit.",
            $ref: "#/components/schemas/WireCommit",
          },
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
        description: "The owner.",
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
        description: "When it was queued; null: not yet.",
      },
      received_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it was received; null: not yet.",
      },
      version: {
        type: "number",
        description: "Grows by one with each change of state.",
      },
      reason: {
        type: ["string", "null"],
        description:
          "Why it is in this state, for people; null: nothing was said.",
      },
      waiting: {
        anyOf: [{ $ref: "#/components/schemas/WireWaiting" }, { type: "null" }],
        description: "Why it waits; null: it does not.",
      },
      run: {
        type: "number",
        description: "Number of the latest run; 0 before the first claim.",
      },
      resets: {
        type: "number",
        description: "How often the platform lost its run.",
      },
      trust: {
        description: "`fork`: it gets no secrets.",
        $ref: "#/components/schemas/Trust",
      },
      needs: {
        description: "What its worker must offer.",
        $ref: "#/components/schemas/JobNeeds",
      },
      cancel_requested: {
        type: "boolean",
        description: "Its worker has been asked to end it.",
      },
    },
    required: ["@type", "id"],
    additionalProperties: false,
    description: "A job. What is marked + is Turnpike's own.",
  },
  WireJobOrigin: {
    type: "object",
    properties: {
      from: {
        type: "string",
        enum: ["matrix", "include", "root"],
        description:
          "`matrix`: a row of the product. `include`: an entry. `root`: the file itself.",
      },
      index: { type: "number", description: "Zero-based, of its kind." },
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "jobs",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "jobs"],
    description: "A list of them, with its pages.",
  },
  WireKeyPair: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "key_pair_generated",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      description: { type: "string", description: "For people." },
      public_key: { type: "string", description: "PEM." },
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
      "@type": {
        type: "string",
        const: "lint",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
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
        description: "In v3's form.",
      },
      messages: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireMessage" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
        description: "All findings.",
      },
      config: {
        anyOf: [{ $ref: "#/components/schemas/JsonObject" }, { type: "null" }],
        description: "Normalized; null: it cannot be read.",
      },
      stages: {
        type: "array",
        items: {
          type: "object",
          properties: { name: { type: "string" } },
          required: ["name"],
          additionalProperties: false,
        },
        description: "In order.",
      },
      jobs: {
        type: "array",
        items: { $ref: "#/components/schemas/WireConfigJob" },
        description: "That it stands for.",
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
        description: "Why it cannot be read; null: it can.",
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
      "@type": {
        type: "string",
        const: "log",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      content: {
        type: ["string", "null"],
        description: "null: it is removed.",
      },
      log_parts: {
        type: "array",
        items: { $ref: "#/components/schemas/WireLogPart" },
        description: "The same in parts.",
      },
      "@raw_log_href": { type: "string", description: "Where its bytes are." },
      run: { type: "number", description: "Run that it is of." },
      sealed: { type: "boolean", description: "Nothing follows." },
      removed: {
        anyOf: [
          { $ref: "#/components/schemas/WireLogRemoval" },
          { type: "null" },
        ],
        description: "null: it is there.",
      },
    },
    required: ["@raw_log_href", "@type", "content", "id", "log_parts"],
    additionalProperties: false,
    description: "`GET|POST /v3/job/:id/log`.",
  },
  WireLogMatches: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "log_matches",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      run: { type: "number", description: "Number of the attempt, from 1." },
      matches: {
        type: "array",
        items: {
          type: "object",
          properties: { line: { type: "number" }, text: { type: "string" } },
          required: ["line", "text"],
          additionalProperties: false,
        },
        description: "At most as many as were asked for.",
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
      number: { type: "number", description: "From 0." },
      content: { type: "string", description: "As text." },
      final: { type: "boolean", description: "The last one of a sealed log." },
    },
    required: ["number", "content", "final"],
    additionalProperties: false,
    description: "One accepted piece of a log.",
  },
  WireLogParts: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "log_parts",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      log_parts: {
        type: "array",
        items: { $ref: "#/components/schemas/WireLogPart" },
        description: "In order.",
      },
    },
    required: ["@type", "log_parts"],
    additionalProperties: false,
    description: "A log in parts.",
  },
  WireLogRemoval: {
    type: "object",
    properties: {
      at: { description: "When.", $ref: "#/components/schemas/WireTime" },
      by: {
        type: ["string", "null"],
        description: "Login; null: the platform.",
      },
      text: { type: "string", description: "One sentence for people." },
    },
    required: ["at", "by", "text"],
    additionalProperties: false,
    description: "That a log was removed, by whom and why.",
  },
  WireMailbox: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "mailbox",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      address: { type: "string", description: "Where mail is sent to." },
      repository: {
        type: ["string", "null"],
        description: "Slug; null: it is gone.",
      },
      subscribed: {
        type: "boolean",
        description: "Is mail about it sent there?",
      },
    },
    required: ["@type", "address", "repository", "subscribed"],
    additionalProperties: false,
    description: "What the link of a mail is for.",
  },
  WireMessage: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "message",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Absent on lint and preview." },
      level: {
        type: "string",
        enum: ["alert", "error", "warn", "info", "hint"],
        description: "`hint` is Turnpike's own.",
      },
      key: { type: "string", description: "Dotted path; `root` for the top." },
      code: { type: "string", description: "Stable, snake_case." },
      args: {
        description: "What the sentence is filled in with.",
        $ref: "#/components/schemas/JsonObject",
      },
      src: {
        type: ["string", "null"],
        description: "Source that it stands in; null: not of one.",
      },
      line: {
        type: ["number", "null"],
        description: "One-based (Travis counts from zero).",
      },
      text: { type: "string", description: "One sentence." },
    },
    required: ["@type", "args", "code", "key", "level", "line", "src", "text"],
    additionalProperties: false,
    description: "A finding about a configuration.",
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "messages",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "messages"],
    description: "A list of them, with its pages.",
  },
  WireNotification: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "notification",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      build_id: { type: "number", description: "Id of the build." },
      event: {
        type: "string",
        enum: ["started", "finished", "canceled"],
        description: "What happened.",
      },
      notifier: { type: "string", description: "Id of the notifier." },
      target: {
        type: ["string", "null"],
        description: "Receiver; null: not split into them yet.",
      },
      state: {
        description: "Where it stands.",
        $ref: "#/components/schemas/NotificationState",
      },
      attempts: { type: "number", description: "How often sending was begun." },
      next_attempt_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "Not before.",
      },
      reason: {
        type: ["string", "null"],
        description:
          "Why it is in this state, for people; null: nothing was said.",
      },
      created_at: {
        description: "When it was made.",
        $ref: "#/components/schemas/WireTime",
      },
      sent_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "null: not sent.",
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "notifications",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "notifications"],
    description: "A list of them, with its pages.",
  },
  WireOwner: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        enum: ["user", "organization"],
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      login: {
        type: "string",
        description: "Of the account or owner, in its own case.",
      },
      name: { type: ["string", "null"], description: "As it is called." },
      vcs_type: { type: "string", description: "v3's word for its host." },
      avatar_url: {
        type: ["string", "null"],
        description: "Of a picture; null: there is none.",
      },
      max_jobs: {
        type: ["number", "null"],
        description: "Jobs that may run at once; null: the server's default.",
      },
      host: {
        type: "string",
        description:
          "Id of its code host; only in `GET /v3/owners` and the answers to administrators.",
      },
      suspended_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "As `host`; null: it is not suspended.",
      },
    },
    required: ["@type", "id", "login"],
    additionalProperties: false,
    description: "Small form, also used for `owner` and `created_by`.",
  },
  WireOwners: {
    type: "object",
    additionalProperties: false,
    properties: {
      owners: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireOwner" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "owners",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "owners"],
    description: "All owners of repositories.",
  },
  WirePageLink: {
    type: "object",
    properties: {
      "@href": {
        type: "string",
        description: "Its address below the server's.",
      },
      offset: { type: "number", description: "How many are skipped." },
      limit: { type: "number", description: "Most that one page has." },
    },
    required: ["@href", "offset", "limit"],
    additionalProperties: false,
    description: "Another page of the same list.",
  },
  WirePagination: {
    type: "object",
    properties: {
      limit: { type: "number", description: "Most that one page has." },
      offset: { type: "number", description: "How many are skipped." },
      count: { type: "number", description: "All that match." },
      is_first: { type: "boolean", description: "Is it the first page?" },
      is_last: { type: "boolean", description: "Is it the last page?" },
      next: {
        anyOf: [
          { $ref: "#/components/schemas/WirePageLink" },
          { type: "null" },
        ],
        description: "null: it is the last.",
      },
      prev: {
        anyOf: [
          { $ref: "#/components/schemas/WirePageLink" },
          { type: "null" },
        ],
        description: "null: it is the first.",
      },
      first: {
        description: "The first page.",
        $ref: "#/components/schemas/WirePageLink",
      },
      last: {
        description: "The last page.",
        $ref: "#/components/schemas/WirePageLink",
      },
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
      "@type": {
        type: "string",
        const: "pending",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      state_change: {
        type: "string",
        enum: ["cancel", "restart", "prioritize", "created", "redelivery"],
        description: "What was asked for.",
      },
      waiting: {
        type: "number",
        description: "Of `prioritize`: how many jobs wait.",
      },
      canceled_builds: {
        type: "array",
        items: { type: "number" },
        description:
          "Of `prioritize`: ids of builds that were canceled for it.",
      },
      resource_type: {
        type: "string",
        enum: ["build", "job", "request", "delivery", "notification"],
        description: "Of what.",
      },
      build: {
        type: "object",
        properties: {
          "@type": {
            type: "string",
            const: "build",
            description: "Name of the resource.",
          },
          "@href": {
            type: "string",
            description: "Absent where the type has no address of its own.",
          },
          "@representation": {
            description: "How much of it is there.",
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
            description: "What of the query was not done.",
          },
          id: { type: "number", description: "Positive; of the database." },
        },
        required: ["@type", "id"],
        additionalProperties: false,
        description: "Only what names it.",
      },
      job: {
        type: "object",
        properties: {
          "@type": {
            type: "string",
            const: "job",
            description: "Name of the resource.",
          },
          "@href": {
            type: "string",
            description: "Absent where the type has no address of its own.",
          },
          "@representation": {
            description: "How much of it is there.",
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
            description: "What of the query was not done.",
          },
          id: { type: "number", description: "Positive; of the database." },
        },
        required: ["@type", "id"],
        additionalProperties: false,
        description: "Only what names it.",
      },
      delivery: {
        description: "The delivery.",
        $ref: "#/components/schemas/WireReference",
      },
      notification: {
        type: "object",
        properties: { id: { type: "number" } },
        required: ["id"],
        additionalProperties: false,
        description: "The notification.",
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
          "@type": {
            type: "string",
            const: "repository",
            description: "Name of the resource.",
          },
          "@href": {
            type: "string",
            description: "Absent where the type has no address of its own.",
          },
          "@representation": {
            description: "How much of it is there.",
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
            description: "What of the query was not done.",
          },
          id: { type: "number", description: "Positive; of the database." },
        },
        required: ["@type", "id", "name", "slug"],
        description: "The repository.",
      },
      remaining_requests: {
        type: "number",
        description: "That may be made within the hour.",
      },
    },
    required: ["@type", "resource_type", "state_change"],
    additionalProperties: false,
    description:
      "Answer 202: the work was accepted and happens soon; its effect comes as an event.",
  },
  WirePermission: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "permission",
        description: "Name of the resource.",
      },
      user: {
        anyOf: [
          {
            description: "The account.",
            $ref: "#/components/schemas/WireUser",
          },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      level: {
        type: ["string", "null"],
        enum: ["read", "write", "admin", null],
        description: "null: no right of their own.",
      },
      origins: {
        type: "array",
        items: { $ref: "#/components/schemas/WireRightOrigin" },
        description:
          "Where it comes from, the highest first; in lists, and where something was changed.",
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "permissions",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "permissions"],
    description: "A list of them, with its pages.",
  },
  WirePerson: {
    type: "object",
    properties: {
      name: { type: ["string", "null"], description: "As it is called." },
      email: { type: ["string", "null"], description: "null: not known." },
      avatar_url: {
        type: ["string", "null"],
        description: "Of a picture; null: there is none.",
      },
    },
    required: ["name"],
    additionalProperties: false,
    description: "Who wrote or committed.",
  },
  WirePlugin: {
    type: "object",
    properties: {
      id: { type: "string", description: "Positive; of the database." },
      summary: { type: "string", description: "One sentence." },
      version: {
        type: "string",
        description: "Grows by one with each change of state.",
      },
      source: {
        type: "string",
        description: "Package, subpath or file it was loaded from.",
      },
      running: { type: "boolean", description: "In the answering process." },
      provides: {
        type: "array",
        items: { type: "string" },
        description: "Names of tokens.",
      },
      requires: {
        type: "array",
        items: { type: "string" },
        description: "Names of tokens.",
      },
      events: {
        type: "array",
        items: { type: "string" },
        description: "That it hears.",
      },
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
              apart: {
                anyOf: [
                  {
                    type: "object",
                    properties: {
                      state: {
                        type: "string",
                        enum: [
                          "starting",
                          "running",
                          "restarting",
                          "given-up",
                          "stopped",
                        ],
                      },
                      pid: { type: ["number", "null"] },
                      restarts: { type: "number" },
                      last_end: {
                        type: ["string", "null"],
                        description: "Why its process last ended.",
                      },
                      walls: {
                        type: "array",
                        items: { type: "string" },
                        description:
                          "What holds it beside Node's permission model, in words.",
                      },
                    },
                    required: ["state", "pid", "restarts", "last_end", "walls"],
                    additionalProperties: false,
                  },
                  { type: "null" },
                ],
                description:
                  "It runs in a process of its own (`isolation`); null: in the server's.",
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
              "apart",
            ],
            additionalProperties: false,
          },
          { type: "null" },
        ],
        description:
          "What it has registered in the answering process; null where it does not run.",
      },
      boot_ms: {
        type: ["number", "null"],
        description: "Milliseconds of its start; null: it does not run here.",
      },
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
    description: "An installed plugin.",
  },
  WirePluginWork: {
    type: "object",
    properties: {
      calls: { type: "number", description: "How many there were." },
      failures: { type: "number", description: "So many of them failed." },
      total_ms: {
        type: "number",
        description: "Until it answered, waiting for others included.",
      },
      max_ms: { type: "number", description: "Of the longest." },
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
  WirePreference: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "preference",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      name: {
        type: "string",
        description:
          "`build_emails`: mail about builds at all; `private_insights_visibility`: `private` or `public`, kept for Travis's clients: nothing here asks for it.",
      },
      value: {
        type: ["boolean", "string"],
        description: "As it was set, or as it comes.",
      },
    },
    required: ["@type", "name", "value"],
    additionalProperties: false,
    description: "What an account prefers.",
  },
  WirePreferences: {
    type: "object",
    additionalProperties: false,
    properties: {
      preferences: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WirePreference" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "preferences",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "preferences"],
    description: "All that there are.",
  },
  WirePullRequest: {
    type: "object",
    properties: {
      number: { type: "number", description: "At the host." },
      title: { type: "string", description: "For people." },
      state: {
        type: "string",
        enum: ["open", "closed"],
        description: "Where it stands.",
      },
      draft: { type: "boolean", description: "Not ready for review." },
      fork: {
        type: "boolean",
        description: "Does it come from another repository?",
      },
      head_slug: {
        type: ["string", "null"],
        description: "Repository that it comes from.",
      },
      head_ref: { type: "string", description: "Branch that it comes from." },
      base_ref: { type: "string", description: "Branch that it is for." },
      html_url: {
        type: ["string", "null"],
        description: "Its page; null: there is none.",
      },
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
      name: { type: "string", description: "As it is called." },
      queued: { type: "number", description: "How many wait." },
      running: { type: "number", description: "How many run." },
      oldest_queued_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "null: nothing waits.",
      },
    },
    required: ["name", "queued", "running", "oldest_queued_at"],
    additionalProperties: false,
    description: "A waiting line of jobs.",
  },
  WireRawConfig: {
    type: "object",
    properties: {
      source: {
        type: "string",
        description: "`owner/name:path@ref` or `api`.",
      },
      merge_mode: {
        type: ["string", "null"],
        description: "null: the default.",
      },
      config: { type: "string", description: "Its text." },
    },
    required: ["source", "merge_mode", "config"],
    additionalProperties: false,
    description: "A source of a configuration.",
  },
  WireRecoveryCodes: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "recovery_codes",
        description: "Name of the resource.",
      },
      codes: {
        type: "array",
        items: { type: "string" },
        description: "Shown only now: hashes of them are kept.",
      },
    },
    required: ["@type", "codes"],
    additionalProperties: false,
    description: "Codes that stand in for the second factor, once each.",
  },
  WireReference: {
    type: "object",
    properties: {
      "@href": {
        type: "string",
        description: "Its address below the server's.",
      },
    },
    required: ["@href"],
    additionalProperties: false,
    description:
      "An object that stands already on the path from the root, or earlier in the same answer, comes as only its `@href`: readers look it up in the rest of the answer.",
  },
  WireRemovedRepositories: {
    type: "object",
    additionalProperties: false,
    properties: {
      removed_repositories: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireRemovedRepository" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "removed_repositories",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "removed_repositories"],
    description: "Removed repositories, newest first.",
  },
  WireRemovedRepository: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "removed_repository",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "The id that it had." },
      slug: { type: "string", description: "`owner/name`." },
      private: {
        type: "boolean",
        description: "Could only its members see it?",
      },
      provider: { type: "string", description: "Id of its VcsProvider." },
      vcs_id: {
        type: ["string", "null"],
        description: "The host's own id; null: it has none.",
      },
      clone_url: { type: "string", description: "Without a credential." },
      html_url: {
        type: ["string", "null"],
        description: "Its page at the host; null: it has none.",
      },
      hook: {
        description: "Does its host still send deliveries?",
        $ref: "#/components/schemas/WireHookLeft",
      },
      credential: {
        type: ["string", "null"],
        enum: ["token", "basic", "ssh", null],
        description:
          "What it was read with, valid at the host until it is revoked there; null: nothing was given. Its text is not kept.",
      },
      kept: {
        type: "boolean",
        description: "Is it kept in the list? Not where nothing is left.",
      },
      removed_at: {
        description: "When it was removed.",
        $ref: "#/components/schemas/WireTime",
      },
    },
    required: [
      "@type",
      "clone_url",
      "credential",
      "hook",
      "html_url",
      "id",
      "kept",
      "private",
      "provider",
      "removed_at",
      "slug",
      "vcs_id",
    ],
    additionalProperties: false,
    description:
      "A repository that was removed here, and what may still be of it at its host.",
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "repositories",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "repositories"],
    description: "A list of them, with its pages.",
  },
  WireRepository: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "repository",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      name: { type: "string", description: "As it is called." },
      slug: { type: "string", description: "`owner/name`." },
      description: {
        type: ["string", "null"],
        description: "null: there is none.",
      },
      github_id: { type: "null", description: "Of Travis's API; always null." },
      github_language: { type: "null", description: "Not known here: null." },
      managed_by_installation: {
        type: "boolean",
        description: "Of Travis's API; always false.",
      },
      created_at: {
        description: "When it was made.",
        $ref: "#/components/schemas/WireTime",
      },
      vcs_id: {
        type: ["string", "null"],
        description: "The host's own id; null: it has none.",
      },
      vcs_type: {
        type: "string",
        description: "`GithubRepository`, `GitRepository`.",
      },
      vcs_name: { type: "string", description: "Its name at the host." },
      active: { type: "boolean", description: "Is it built?" },
      private: { type: "boolean", description: "May only its members see it?" },
      starred: { type: "boolean", description: "A favourite of whoever asks?" },
      email_subscribed: {
        type: "boolean",
        description: "Is mail about its builds wanted? Of whoever asks.",
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
        description: "The owner.",
      },
      owner_name: { type: "string", description: "Login of its owner." },
      default_branch: {
        anyOf: [
          {
            description: "The default branch.",
            $ref: "#/components/schemas/WireBranch",
          },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      build_count: { type: "number", description: "Of all builds." },
      config_validation: {
        type: "boolean",
        description: "Are findings about its configuration shown?",
      },
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
        description: "Newest that has started.",
      },
      next_build_number: { type: "number", description: "Of the next build." },
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
      moved: {
        type: "object",
        properties: {
          from: { type: "string" },
          at: { $ref: "#/components/schemas/WireTime" },
        },
        required: ["from", "at"],
        additionalProperties: false,
        description:
          "Its last change of name: what it was called before, and since when it is not. Absent: it has always been called so.",
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
        description:
          "Only in the answer to an addition with `install_hook`, and to switching on and off: how the host's hook went.",
      },
    },
    required: ["@type", "id", "name", "slug"],
    additionalProperties: false,
    description: "A repository. What is marked + is Turnpike's own.",
  },
  WireRepresentation: {
    type: "string",
    enum: ["minimal", "standard", "list"],
    description: "`standard` at its own address, `minimal` inside others.",
  },
  WireRequest: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "request",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      state: {
        description: "Where it stands.",
        $ref: "#/components/schemas/RequestState",
      },
      result: {
        anyOf: [
          { $ref: "#/components/schemas/RequestResult" },
          { type: "null" },
        ],
        description: "`approved`, `rejected`; null: not decided.",
      },
      message: {
        type: ["string", "null"],
        description: "Why it was rejected, and the way out.",
      },
      repository: {
        anyOf: [
          {
            description: "The repository.",
            $ref: "#/components/schemas/WireRepository",
          },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      branch_name: { type: "string", description: "Branch to build." },
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
        description: "The commit.",
      },
      builds: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireBuild" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
        description: "What it became; empty: nothing.",
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
        description: "The owner.",
      },
      created_at: {
        description: "When it was made.",
        $ref: "#/components/schemas/WireTime",
      },
      event_type: {
        description: "What it is for.",
        $ref: "#/components/schemas/EventType",
      },
      base_commit: {
        type: ["string", "null"],
        description: "Of a pull request: where it goes.",
      },
      head_commit: {
        type: ["string", "null"],
        description: "Of a pull request: its newest commit.",
      },
      messages: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireMessage" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
        description: "Findings about its configuration.",
      },
      config: {
        anyOf: [{ $ref: "#/components/schemas/JsonObject" }, { type: "null" }],
        description: "Merged and normalized.",
      },
      raw_configs: {
        type: "array",
        items: { $ref: "#/components/schemas/WireRawConfig" },
        description: "In order of precedence.",
      },
      pull_request_mergeable: {
        type: ["string", "null"],
        description: "v3's word for it.",
      },
      rule: {
        type: ["string", "null"],
        description: "kebab-case rule that rejected it.",
      },
      sender: {
        type: ["string", "null"],
        description: "Login of who caused it; null: not known.",
      },
      sha: { type: ["string", "null"], description: "40 or 64 hex digits." },
      tag_name: {
        type: ["string", "null"],
        description: "Name of a pushed tag.",
      },
      commit_message: {
        type: ["string", "null"],
        description: "Whole message; null: not known.",
      },
      pull_request: {
        anyOf: [
          { $ref: "#/components/schemas/WirePullRequest" },
          { type: "null" },
        ],
        description: "null: it is of none.",
      },
      finished_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it ended; null: not yet.",
      },
    },
    required: ["@type", "id", "message", "result", "state"],
    additionalProperties: false,
    description: "Something asked for a build.",
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "requests",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "requests"],
    description: "A list of them, with its pages.",
  },
  WireRevoked: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "revoked",
        description: "Name of the resource.",
      },
      sessions: { type: "number", description: "How many." },
      tokens: { type: "number", description: "How many." },
    },
    required: ["@type", "sessions", "tokens"],
    additionalProperties: false,
    description: "How many sessions and tokens of an account ended.",
  },
  WireRightOrigin: {
    type: "object",
    properties: {
      source: {
        type: "string",
        enum: ["direct", "team", "owner", "host"],
        description:
          "`direct`: given on this very thing; `owner`: given on all that its owner has; `host`: its code host says so.",
      },
      via: {
        type: ["string", "null"],
        description:
          "Name of the team, login of the owner, id of the host; null: `direct`.",
      },
      level: {
        description: "What comes by it.",
        $ref: "#/components/schemas/AccessLevel",
      },
    },
    required: ["source", "via", "level"],
    additionalProperties: false,
    description: "One of the ways by which somebody has a right.",
  },
  WireRun: {
    type: "object",
    properties: {
      started_ms: {
        type: ["number", "null"],
        description: "Milliseconds since 1970.",
      },
      finished_ms: {
        type: ["number", "null"],
        description: "Milliseconds since 1970.",
      },
      "@type": {
        type: "string",
        const: "run",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      job_id: { type: "number", description: "Id of the job." },
      run: { type: "number", description: "Counted by job, from 1." },
      worker: { type: "string", description: "Name of the worker." },
      state: {
        anyOf: [
          { type: "string", const: "received" },
          { type: "string", const: "started" },
          { $ref: "#/components/schemas/RunOutcome" },
        ],
        description: "Where it stands.",
      },
      blame: {
        type: ["string", "null"],
        enum: ["user", "platform", null],
        description:
          "`user`: the script decided. `platform`: the run was lost.",
      },
      reason: {
        type: ["string", "null"],
        description:
          "Why it is in this state, for people; null: nothing was said.",
      },
      received_at: {
        description: "When it was received; null: not yet.",
        $ref: "#/components/schemas/WireTime",
      },
      started_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it started; null: not yet.",
      },
      finished_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it ended; null: not yet.",
      },
      log_bytes: { type: "number", description: "Length of its log." },
      log_lines: { type: "number", description: "Lines of its log." },
      log_sealed: {
        type: "boolean",
        description: "Nothing is added to its log any more.",
      },
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "runs",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "runs"],
    description: "A list of them, with its pages.",
  },
  WireSecondFactor: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "second_factor",
        description: "Name of the resource.",
      },
      active: {
        type: "boolean",
        description: "Is it asked for at each log-in?",
      },
      recovery_codes: {
        type: "number",
        description: "Recovery codes that are left.",
      },
    },
    required: ["@type", "active", "recovery_codes"],
    additionalProperties: false,
    description: "Is there a second factor?",
  },
  WireSecondFactorKey: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "second_factor_key",
        description: "Name of the resource.",
      },
      key: { type: "string", description: "Base32, for typing." },
      url: { type: "string", description: "`otpauth://…`, for a QR code." },
    },
    required: ["@type", "key", "url"],
    additionalProperties: false,
    description: "A second factor that is not confirmed yet.",
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
        description: "As Travis has it.",
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
      "@type": {
        type: "string",
        const: "session",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
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
        description: "null: nobody is logged in.",
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
        description: "Ways to log in.",
      },
      password_needed: {
        type: "boolean",
        description:
          "After a one-time link: the account has no password yet, and no other way in.",
      },
      has_password: {
        type: "boolean",
        description: "Of the account; false for visitors, too.",
      },
      acting: {
        anyOf: [
          {
            type: "object",
            properties: {
              by: { type: "string" },
              until: { $ref: "#/components/schemas/WireTime" },
            },
            required: ["by", "until"],
            additionalProperties: false,
          },
          { type: "null" },
        ],
        description:
          "The administrator who acts as `user`, and until when; null: nobody does.",
      },
      version: {
        type: "string",
        description: "Grows by one with each change of state.",
      },
    },
    required: [
      "@type",
      "acting",
      "has_password",
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
      "@type": {
        type: "string",
        const: "setting",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      name: { type: "string", description: "As it is called." },
      value: {
        anyOf: [
          { type: "boolean" },
          { type: "number" },
          { type: "string" },
          { type: "array", items: { type: "string" } },
          { type: "null" },
        ],
        description: "null: the server's default.",
      },
      declared: {
        description:
          "Of a setting that a plugin declares; absent: it is one of the platform's own.",
        $ref: "#/components/schemas/WireDeclaredSetting",
      },
    },
    required: ["@type", "name", "value"],
    additionalProperties: false,
    description: "One setting of a repository or an owner.",
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "settings",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "settings"],
    description: "A list of them, with its pages.",
  },
  WireSignIn: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "sign_in",
        description: "Name of the resource.",
      },
      url: {
        type: "string",
        description:
          "Of the host; good for ten minutes in the browser that asked.",
      },
    },
    required: ["@type", "url"],
    additionalProperties: false,
    description: "Where the browser goes on.",
  },
  WireSshKey: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "key_pair",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      description: {
        type: "string",
        description: "What it is for, in its giver's words.",
      },
      public_key: {
        type: "string",
        description: "As `authorized_keys` has it.",
      },
      fingerprint: {
        type: "string",
        description: "`SHA256:…`, as ssh-keygen prints it.",
      },
    },
    required: ["@type", "description", "fingerprint", "public_key"],
    additionalProperties: false,
    description:
      "The SSH key that a person gave for a repository: its public half. Its private half is in no answer.",
  },
  WireSshKeys: {
    type: "object",
    additionalProperties: false,
    properties: {
      key_pairs: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireSshKey" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "key_pairs",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "key_pairs"],
    description: "One, or none.",
  },
  WireStage: {
    type: "object",
    properties: {
      started_ms: {
        type: ["number", "null"],
        description: "Milliseconds since 1970.",
      },
      finished_ms: {
        type: ["number", "null"],
        description: "Milliseconds since 1970.",
      },
      "@type": {
        type: "string",
        const: "stage",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      number: { type: "number", description: "From 1." },
      name: { type: "string", description: "As it is called." },
      state: {
        description: "Where it stands.",
        $ref: "#/components/schemas/BuildState",
      },
      started_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it started; null: not yet.",
      },
      finished_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it ended; null: not yet.",
      },
      jobs: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireJob" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
        description: "In order.",
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
    description: "Jobs of a build that start together.",
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "stages",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "stages"],
    description: "A list of them, with its pages.",
  },
  WireSync: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "sync",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the linked identity." },
      host: { type: "string", description: "Id of the host." },
      login: { type: "string", description: "Login there." },
      state: {
        type: "string",
        enum: [
          "waiting",
          "running",
          "done",
          "partial",
          "doubted",
          "failed",
          "signed_out",
        ],
        description: "Of the last sync; `waiting`: one is due.",
      },
      repositories: {
        type: "number",
        description: "Seen by it; while it runs: so far.",
      },
      owners: { type: "number", description: "Their owners." },
      withheld: {
        type: "array",
        items: {
          type: "object",
          properties: {
            account: { type: "string" },
            reason: { type: "string" },
            url: { type: ["string", "null"] },
          },
          required: ["account", "reason", "url"],
          additionalProperties: false,
        },
        description:
          "Owners whose repositories the host leaves out, with its reason and where to change it.",
      },
      message: {
        type: ["string", "null"],
        description: "What went wrong; null: nothing.",
      },
      way_out: {
        type: ["string", "null"],
        description: "What to do about it.",
      },
      started_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When the last one began; null: none yet.",
      },
      finished_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When the last one ended.",
      },
      synced_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When everything was last known.",
      },
      next_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description:
          "When the next one is due; null: none is before somebody asks.",
      },
    },
    required: [
      "@type",
      "finished_at",
      "host",
      "id",
      "login",
      "message",
      "next_at",
      "owners",
      "repositories",
      "started_at",
      "state",
      "synced_at",
      "way_out",
      "withheld",
    ],
    additionalProperties: false,
    description:
      "What a code host says that an account may do, and how far asking it is.",
  },
  WireSyncs: {
    type: "object",
    additionalProperties: false,
    properties: {
      syncs: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireSync" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "syncs",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "syncs"],
    description: "A list of them, with its pages.",
  },
  WireSystem: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "system",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      version: {
        type: "string",
        description: "Grows by one with each change of state.",
      },
      process: {
        type: "string",
        description: "Name of the answering process.",
      },
      started_at: {
        description: "Of the answering process.",
        $ref: "#/components/schemas/WireTime",
      },
      public_url: {
        type: "string",
        description: "Where people reach the platform.",
      },
      database: {
        type: "object",
        properties: {
          dialect: { type: "string", enum: ["sqlite", "postgres"] },
        },
        required: ["dialect"],
        additionalProperties: false,
        description: "Kind of database.",
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
        description: "Of the answering process.",
      },
      plugins: {
        type: "array",
        items: { $ref: "#/components/schemas/WirePlugin" },
        description: "All installed ones.",
      },
      hooks: {
        type: "array",
        items: { $ref: "#/components/schemas/WireHook" },
        description: "All hooks.",
      },
      workers: {
        type: "array",
        items: { $ref: "#/components/schemas/WireWorker" },
        description: "Heard of lately.",
      },
      facts: {
        type: "array",
        items: { $ref: "#/components/schemas/WireFact" },
        description: "Of all processes, those of the answering one first.",
      },
      queues: {
        type: "array",
        items: { $ref: "#/components/schemas/WireQueue" },
        description: "Names of queues; null: all.",
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
        description: "Of unfinished states.",
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
      waiting_count: { type: "number", description: "All that wait." },
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
    description: "What runs, and how it does.",
  },
  WireTag: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "tag",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      repository_id: { type: "number", description: "Id of the repository." },
      name: { type: "string", description: "As it is called." },
      last_build_id: {
        type: ["number", "null"],
        description: "Newest build of it.",
      },
    },
    required: ["@type", "name"],
    additionalProperties: false,
    description: "A tag that was built.",
  },
  WireTap: {
    type: "object",
    properties: {
      plugin: { type: "string", description: "Id of the plugin." },
      key: { type: ["string", "null"], description: "Stage of a script hook." },
      calls: { type: "number", description: "How often it was asked." },
      failures: { type: "number", description: "How often it failed." },
      total_ms: {
        type: "number",
        description: "Milliseconds of all calls together.",
      },
      max_ms: {
        type: "number",
        description: "Milliseconds of the longest call.",
      },
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
    description: "A tap of a hook.",
  },
  WireTeam: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "team",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      name: { type: "string", description: "Unique by owner, in any case." },
      description: { type: ["string", "null"], description: "null: not said." },
      level: {
        anyOf: [{ $ref: "#/components/schemas/AccessLevel" }, { type: "null" }],
        description:
          "On all repositories of the owner; null: on those alone that are named.",
      },
      owner: {
        anyOf: [
          {
            description: "Whose it is.",
            $ref: "#/components/schemas/WireOwner",
          },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      members: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireUser" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
        description: "By login; not in lists.",
      },
      repositories: {
        type: "array",
        items: { $ref: "#/components/schemas/WireTeamRepository" },
        description: "By name; not in lists.",
      },
    },
    required: ["@type", "description", "id", "level", "name", "owner"],
    additionalProperties: false,
    description:
      "A named set of people with rights on repositories of one owner.",
  },
  WireTeamRepository: {
    type: "object",
    properties: {
      id: { type: "number", description: "Positive; of the database." },
      slug: { type: "string", description: "`owner/name`." },
      level: {
        description: "Includes what is less.",
        $ref: "#/components/schemas/AccessLevel",
      },
    },
    required: ["id", "slug", "level"],
    additionalProperties: false,
    description: "A repository on which a team has a right of its own.",
  },
  WireTeams: {
    type: "object",
    additionalProperties: false,
    properties: {
      teams: {
        type: "array",
        items: {
          anyOf: [
            { $ref: "#/components/schemas/WireTeam" },
            { $ref: "#/components/schemas/WireReference" },
          ],
        },
      },
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "teams",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "teams"],
    description: "A list of them.",
  },
  WireTime: {
    type: "string",
    description:
      "UTC, `2026-11-23T19:45:28Z`; builds and jobs carry milliseconds in `created_at` and `updated_at`.",
  },
  WireToken: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "token",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      name: { type: "string", description: "As it is called." },
      scopes: {
        type: "array",
        items: { type: "string" },
        description: "What it can at most.",
      },
      created_at: {
        description: "When it was made.",
        $ref: "#/components/schemas/WireTime",
      },
      used_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it was last used; null: never.",
      },
      expires_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it ends; null: never.",
      },
      token: {
        type: "string",
        description: "Only in the answer that makes it.",
      },
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "tokens",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "tokens"],
    description: "A list of them, with its pages.",
  },
  WireUi: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "ui",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      contributions: {
        type: "array",
        items: { $ref: "#/components/schemas/WireUiContribution" },
        description: "In the order of the plugins.",
      },
      texts: {
        type: "object",
        additionalProperties: {
          type: "object",
          additionalProperties: {
            type: "object",
            additionalProperties: { type: "string" },
          },
        },
        description:
          "By plugin: what it shows in other languages (`PluginTexts`). Those without are left out.",
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
      plugin: { type: "string", description: "Id of the plugin." },
      slot: {
        description: "Where it goes.",
        $ref: "#/components/schemas/WireUiSlot",
      },
      tag: {
        type: "string",
        description: "Name of a pushed tag; null: it is of none.",
      },
      title: { type: "string", description: "Of the tab or panel." },
      module: {
        type: "string",
        description: "`/ui-plugins/<plugin>/<file>`, below the base path.",
      },
    },
    required: ["plugin", "slot", "tag", "title", "module"],
    additionalProperties: false,
    description:
      "The module is imported once, then an element `tag` is made with the properties `repository`, `build`, `job` (wire objects of the page, where there are), `api` (`(path, init?) => Promise<unknown>`) `live` (`(topic, hearer, { repository? }?) => () => void`), which hears the plugin's own topics, and `text` (`(text) => string`), which answers it in the reader's language.",
  },
  WireUiSlot: {
    type: "string",
    enum: [
      "nav",
      "page",
      "repository.tab",
      "repository.panel",
      "build.tab",
      "build.panel",
      "job.panel",
      "system.panel",
    ],
    description: "A place on the pages: one of `UI_SLOTS`.",
  },
  WireUser: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "user",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      login: {
        type: "string",
        description: "Of the account or owner, in its own case.",
      },
      name: { type: ["string", "null"], description: "As it is called." },
      vcs_type: { type: "string", description: "v3's word for its host." },
      avatar_url: {
        type: ["string", "null"],
        description: "Of a picture; null: there is none.",
      },
      email: { type: ["string", "null"], description: "Own only." },
      is_syncing: {
        type: "boolean",
        description: "Is a host being asked what the account may do?",
      },
      synced_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description:
          "When that was last known in full, of all linked hosts; null: not yet, or none is linked.",
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
    description: "An account.",
  },
  WireUserLink: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "user_link",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      user: {
        anyOf: [
          {
            description: "The account.",
            $ref: "#/components/schemas/WireUser",
          },
          { $ref: "#/components/schemas/WireReference" },
        ],
      },
      url: { type: "string", description: "Good for one use." },
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "users",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "users"],
    description: "A list of them, with its pages.",
  },
  WireWaiting: {
    type: "object",
    properties: {
      reason: {
        type: "string",
        description:
          'In plain words, as the scheduler stored it: `limit owner 5/5`, `stage 1 "Test" is not finished`.',
      },
      since: {
        description: "When it began to.",
        $ref: "#/components/schemas/WireTime",
      },
      queue: {
        type: ["string", "null"],
        description: "Where; null: in none yet.",
      },
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
      "@type": {
        type: "string",
        const: "warning",
        description: "Name of the resource.",
      },
      message: { type: "string", description: "For people." },
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
      value: { type: "string", description: "As it was given." },
    },
    required: ["@type", "message", "warning_type"],
    additionalProperties: false,
    description: "Something of the query was not done.",
  },
  WireWebhook: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "webhook",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
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
      name: { type: "string", description: "As it is called." },
      queues: {
        type: "array",
        items: { type: "string" },
        description: "Names of queues; null: all.",
      },
      os: {
        type: "array",
        items: { type: "string" },
        description: "Operating systems: `linux`.",
      },
      arch: {
        type: "array",
        items: { type: "string" },
        description: "Architectures: `amd64`.",
      },
      labels: {
        type: "array",
        items: { type: "string" },
        description: "Words of the operator's choice.",
      },
      executor: { type: "string", description: "Id of its executor." },
      isolation: {
        type: "string",
        enum: ["none", "container", "machine"],
        description:
          "`none`: jobs run as processes of the server's machine; the page warns.",
      },
      slots: { type: "number", description: "Jobs at once." },
      busy: { type: "number", description: "Jobs that it has now." },
      version: {
        type: "string",
        description: "Grows by one with each change of state.",
      },
      seen_at: {
        description: "When it was last heard of.",
        $ref: "#/components/schemas/WireTime",
      },
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
    description: "A worker.",
  },
  WireWorkerToken: {
    type: "object",
    properties: {
      "@type": {
        type: "string",
        const: "worker_token",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
      id: { type: "number", description: "Positive; of the database." },
      name: { type: "string", description: "Of the worker." },
      queues: {
        anyOf: [{ type: "array", items: { type: "string" } }, { type: "null" }],
        description: "null: all.",
      },
      created_at: {
        description: "When it was made.",
        $ref: "#/components/schemas/WireTime",
      },
      used_at: {
        anyOf: [{ $ref: "#/components/schemas/WireTime" }, { type: "null" }],
        description: "When it was last used; null: never.",
      },
      token: {
        type: "string",
        description: "Only in the answer that makes it.",
      },
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
      "@pagination": {
        description: "Absent where all of it is there.",
        $ref: "#/components/schemas/WirePagination",
      },
      "@type": {
        type: "string",
        const: "worker_tokens",
        description: "Name of the resource.",
      },
      "@href": {
        type: "string",
        description: "Absent where the type has no address of its own.",
      },
      "@representation": {
        description: "How much of it is there.",
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
        description: "What of the query was not done.",
      },
    },
    required: ["@type", "worker_tokens"],
    description: "A list of them, with its pages.",
  },
};
