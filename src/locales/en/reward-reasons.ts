/** Why a customer cannot redeem a reward now. */
export const rewardReasons = {
  reward_not_started: 'This reward is not there yet.',
  reward_ended: 'This reward is no longer there.',
  program_ended: 'The program has ended.',
  reward_out_of_stock: 'This reward is out of stock just now.',
  reward_limit_reached: 'One person cannot redeem it more often.',
  reward_tier_missing: 'This reward is kept for another level.',
  reward_not_in_part: 'This reward can only be had for points alone.',
  reward_points_below_minimum: 'So few points do not suffice, even with money besides.',
  reward_points_above_price: 'This reward does not cost that many points.',
  points_insufficient: 'Some points are still missing.',
}
