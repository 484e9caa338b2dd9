/** What stands in a guest's history of what was booked beside the till. */
export const posEvents = {
  takenBack: 'Gebucht und zurückgenommen',
}
