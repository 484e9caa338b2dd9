/** The reports. What their figures mean stands with each field; the words belong to the locales. */

export * from './reports/coverage.ts'
export * from './reports/known.ts'
export * from './reports/overview.ts'
export * from './reports/retention.ts'
export * from './reports/value.ts'
