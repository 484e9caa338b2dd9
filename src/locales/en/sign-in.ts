import type { signIn as german } from '../de/sign-in.ts'
import type { Same } from '../index.ts'

export const signIn: Same<typeof german> = {
  title: 'Sign in',
  setUp: { title: 'Your account' },
  firstStart: { title: 'Welcome' },
}
