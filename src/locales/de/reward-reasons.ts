/** Why a customer cannot redeem a reward now. */
export const rewardReasons = {
  reward_not_started: 'Diese Prämie gibt es noch nicht.',
  reward_ended: 'Diese Prämie gibt es nicht mehr.',
  program_ended: 'Das Programm ist beendet.',
  reward_out_of_stock: 'Diese Prämie ist gerade vergriffen.',
  reward_limit_reached: 'Öfter lässt sie sich von einer Person nicht einlösen.',
  reward_tier_missing: 'Diese Prämie ist einem anderen Status vorbehalten.',
  reward_not_in_part: 'Diese Prämie gibt es nur ganz für Punkte.',
  reward_points_below_minimum: 'So wenige Punkte reichen auch mit Zuzahlung nicht.',
  reward_points_above_price: 'So viele Punkte kostet diese Prämie nicht.',
  points_insufficient: 'Dafür fehlen noch Punkte.',
}
