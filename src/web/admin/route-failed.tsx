import { Problem } from '../client/index.ts'
import { Forbidden } from './forbidden.tsx'
import { PageFailed } from './page-failed.tsx'

/** An address that cannot be shown: not for this person, or something went wrong. */
export const RouteFailed = ({ error }: { error: unknown }) =>
  error instanceof Problem && error.kind === 'forbidden' ? (
    <Forbidden />
  ) : (
    <PageFailed error={error} />
  )
