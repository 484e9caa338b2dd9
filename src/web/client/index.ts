export { addressOf, type CallInput, call } from './call.ts'
export { callKey, createQueries, useAction, useCall } from './hooks.ts'
export { Problem, type ProblemKind } from './problem.ts'
export { upload } from './upload.ts'
