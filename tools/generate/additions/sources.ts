/** Where an addition is known from, until an edition of the document has it. */
export const SOURCES = {
  /** Fivetran's document of 2026-09-26, which a public repository keeps without the settings of the services. */
  september:
    "In Fivetran's document of 2026-09-26 (stackql-registry/stackql-provider-fivetran, provider-dev/downloaded/fivetran-v1.json).",
  /** Field names only: no behaviour was seen. */
  terraform: "In the published types of the bridged Terraform provider, version 1.9.53.",
  /** Columns of its tables. */
  commandLine: "In the output of Fivetran's own command line, version 1.1.0.",
} as const;
