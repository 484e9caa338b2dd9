import type { privileges as german } from '../de/privileges.ts'
import type { Same } from '../same.ts'

export const privileges: Same<typeof german> = {
  preferred_advice: 'Advice before others',
  short_queue: 'No waiting in line',
  early_access_one: 'New things a day early',
  early_access_other: 'New things {{count}} days early',
  free_extra: '{{what}} for free',
  free_extra_monthly_one: '{{what}} for free, once a month',
  free_extra_monthly_other: '{{what}} for free, up to {{count}} times a month',
}
