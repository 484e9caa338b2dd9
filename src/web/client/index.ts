export { addressOf, type CallInput, call } from './call.ts'
export { createQueries, useAction, useAskAgain, useCall } from './hooks.ts'
export { Problem } from './problem.ts'
export { upload } from './upload.ts'
