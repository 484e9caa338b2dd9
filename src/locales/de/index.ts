import { analytics } from './analytics.ts'
import { charts } from './charts.ts'
import { customers } from './customers.ts'
import { errors } from './errors.ts'
import { frame } from './frame.ts'
import { imports } from './imports.ts'
import { overview } from './overview.ts'
import { settings } from './settings.ts'
import { signIn } from './sign-in.ts'

/** German is written first; its keys are the keys of every language. */
export const de = {
  analytics,
  charts,
  customers,
  errors,
  frame,
  imports,
  overview,
  settings,
  'sign-in': signIn,
}
