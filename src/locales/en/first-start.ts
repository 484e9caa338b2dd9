import type { firstStart as german } from '../de/first-start.ts'
import type { Same } from '../same.ts'

export const firstStart: Same<typeof german> = {
  title: 'Welcome',
  sentence: 'Let us see who comes back.',
  lead: 'That takes a list of your sales. Within a minute you see who stays, who leaves and what your [guests|customers] are worth.',
  own: {
    heading: 'See your own sales',
    stays:
      'The file stays on this machine. Nothing is counted before you have checked the columns.',
    waiting: '{{name}} is still waiting for you.',
    running: '{{name}} is being brought in.',
    goOn: 'Go on',
    look: 'See how far it is',
  },
  demo: {
    heading: 'See the demo',
    sentence: 'Café Morgenrot',
    words: 'Three years, 2,000 guests, six stores. All invented, all yours to try.',
    hint: 'The demo fills an empty database only. For your own sales you later begin with a new data folder.',
    start: 'See the demo',
    running: 'The café opens.',
    runningWords: 'Three years are being told. It takes about a minute, then the overview opens.',
    count: '{{customers, number}} guests, {{events, number}} events',
    label: 'Progress of the demo',
    stopped: 'The demo is stopped. What is in stays.',
    failed: 'The demo is stuck. What is in stays.',
    goOn: 'Go on with the demo',
    overview: 'To the overview',
    notEmpty: 'There is data here already. The demo needs an empty database.',
  },
  waiting: {
    sentence: 'Nothing has been brought in yet.',
    lead: 'Whoever made your access begins with a list of the sales. After that you see the overview here.',
    again: 'Look again',
  },
}
