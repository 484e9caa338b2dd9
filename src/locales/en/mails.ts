/** Mails that are sent because somebody asked for them this moment. */
export const mails = {
  signIn: {
    subject: '{{code}} is your code for {{business}}',
    lead: 'Here is the code to sign in to {{business}}:',
    link: 'Or sign in with one tap:',
    button: 'Sign in',
  },
  enrollment: {
    subject: '{{code}} is your code for {{business}}',
    lead: 'Good to have you. This code makes your card at {{business}}:',
    link: 'Or with one tap:',
    button: 'Make my card',
  },
  address: {
    subject: '{{code}} confirms your address at {{business}}',
    lead: 'With this code the address belongs to your card at {{business}}:',
  },
  once: 'It counts for {{minutes}} minutes, and once.',
  ignore: 'You did not ask for it? Then there is nothing to do. Without the code nothing happens.',
}
