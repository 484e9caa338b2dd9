export { addressOf, type CallInput, call } from './call.ts'
export { createQueries, useAction, useCall } from './hooks.ts'
export { Problem } from './problem.ts'
export { upload } from './upload.ts'
