/**
 * The advisory locks of a database by their numbers, which share one space: no two may be the
 * same, and a program of another version must meet the same ones. What there is many of,
 * such as imports, is locked by a 64-bit hash of its name, which meets none of these by chance.
 */
export const advisoryLocks = {
  /** The schema: of all programs on this database, one migrates at a time. */
  migration: 5_782_001,
  /** The schedules and workers: of all programs on this database, one serves. */
  serving: 5_782_002,
  /** How everything counts: held shared by whoever counts by the terms, alone by who changes them. */
  terms: 1_937_006_964,
} as const
