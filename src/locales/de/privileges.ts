/** What a status brings, as the point of sale and the guest read it. */
export const privileges = {
  preferred_advice: 'Bevorzugte Beratung',
  short_queue: 'Bedienung ohne Anstehen',
  early_access_one: 'Neues einen Tag früher',
  early_access_other: 'Neues {{count}} Tage früher',
  free_extra: '{{what}} gratis dazu',
  free_extra_monthly_one: '{{what}} gratis dazu, einmal im Monat',
  free_extra_monthly_other: '{{what}} gratis dazu, bis zu {{count}}-mal im Monat',
}
