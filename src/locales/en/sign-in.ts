import type { signIn as german } from '../de/sign-in.ts'
import type { Same } from '../same.ts'

export const signIn: Same<typeof german> = {
  title: 'Sign in',
  hello: 'Hello.',
  email: 'E-mail',
  password: 'Password',
  show: 'show',
  hide: 'hide',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  submit: 'Sign in',
  forgotten:
    'Forgot your password? The person who set up your account can give you a new link. If you own the business, run this on the machine itself: bin/stammgast staff link --email and your e-mail.',
  language: 'Language',
  failed: {
    wrong: 'E-mail and password do not match.',
    many: 'Too many attempts.',
    wait: 'You can continue in {{duration}}.',
    again: 'You can try again now.',
    emailMissing: 'Which e-mail do you sign in with?',
    passwordMissing: 'The password is still missing.',
  },
  unowned: {
    title: 'Nobody owns this business yet.',
    advice:
      'Open the set-up link. It was printed where Stammgast was started, and works for 24 hours.',
  },
  setUp: {
    title: 'Your account',
    owner: 'Welcome to Stammgast.',
    ownerReason: 'In a moment this business is yours. Everything else can be changed later.',
    invitation: '{{business}} invites you.',
    invitationReason: 'Your role: {{role}}. {{explanation}}',
    password: 'A new password',
    passwordReason: 'After that, all sessions with the old one end.',
    name: 'Your name',
    nameHint: 'This is how the others on the team see you.',
    passwordHint: 'At least {{count}} characters. A short sentence is easy to remember.',
    nameMissing: 'What is your name?',
    emailWrong: 'This is not an e-mail address yet.',
    tooShort_one: 'One more character.',
    tooShort_other: '{{count}} more characters.',
    submitOwner: 'Create the account',
    submitInvitation: 'Accept the invitation',
    submitPassword: 'Set the password',
    spent: 'This link no longer works.',
    spentReason:
      'It was used already or has run out. Ask the person who gave it to you for a new one.',
    spentReasonUnowned:
      'It was used already or has run out. Start Stammgast again and it prints a new one.',
    missing: 'This page needs its link.',
    missingReason: 'It is in the message that invited you, and may have been cut off.',
    toSignIn: 'To the sign-in',
  },
}
