import type { firstStart as german } from '../de/first-start.ts'
import type { Same } from '../same.ts'

export const firstStart: Same<typeof german> = {
  title: 'Welcome',
  sentence: 'Let us see who comes back.',
  lead: 'All it takes is a list of your sales. Within a minute you see who stays, who leaves and what your [guests|customers] are worth.',
  own: {
    heading: 'See your own sales',
    stays: 'The file stays on this machine. Nothing is counted until you have checked the columns.',
    uploaded: '{{name}} is still waiting for you.',
    running: '{{name}} is being imported.',
    canceled: 'The import of {{name}} is stopped.',
    failed: 'The import of {{name}} is stuck.',
    goOn: 'Continue',
    look: 'See the progress',
  },
  demo: {
    heading: 'See the demo',
    sentence: 'Café Morgenrot',
    words: 'Three years, 2,000 guests, six stores. All invented, all yours to try.',
    hint: 'The demo only fills an empty database. For your own sales, start later with a new data folder.',
    start: 'See the demo',
    running: 'The café is opening.',
    runningWords:
      'Three years are being written. It takes about a minute, then the overview opens.',
    count: '{{customers, number}} guests, {{events, number}} events',
    label: 'Progress of the demo',
    stopped: 'The demo is stopped. What is in so far stays.',
    failed: 'The demo is stuck. What is in so far stays.',
    goOn: 'Continue with the demo',
    overview: 'To the overview',
    notEmpty: 'There is data here already. The demo needs an empty database.',
  },
  card: {
    without: 'No list at hand?',
    do: 'Your first regulars’ card in 10 minutes',
  },
  waiting: {
    sentence: 'Nothing has been imported yet.',
    lead: 'The person who set up your account starts with a list of sales. After that you will see the overview here.',
    again: 'Look again',
  },
}
