import { useTranslation } from 'react-i18next'
import { atBeginning, unitInLanguage } from '#locales/proposed-names.ts'
import { useFormat } from '../design/use-format.ts'
import classes from './counter.module.css'
import type { Guest } from './desk.ts'

type KeysProps = {
  guest: Guest
  busy: boolean
  onRedeem: (reward: Guest['redeemable'][number]) => void
  onGive: (gift: Guest['gifts'][number], article: string) => void
  onBook: () => void
  onAmount: () => void
  onPaper?: () => void
  onDone: () => void
}

/** So many rewards have a key; whoever could have more mostly wants the dearest. */
const rewardsMax = 2

export function Keys({
  guest,
  busy,
  onRedeem,
  onGive,
  onBook,
  onAmount,
  onPaper,
  onDone,
}: KeysProps) {
  const { t } = useTranslation('pos')
  const format = useFormat()
  const rewards = guest.redeemable
    .toSorted((one, other) => other.price - one.price)
    .slice(0, rewardsMax)
  const [gift] = guest.gifts
  return (
    <>
      {rewards.length > 0 && (
        <div>
          <p className={classes.label}>{t('redeemable')}</p>
          <div className={classes.group}>
            {rewards.map((reward, place) => (
              <button
                key={reward.reward}
                type="button"
                disabled={busy}
                className={place === 0 ? `${classes.key} ${classes.main}` : classes.key}
                onClick={() => onRedeem(reward)}
              >
                {atBeginning(reward.name)}
                <small>
                  {t('redeem', {
                    points: format.number(reward.price),
                    name: unitInLanguage(reward.currency, reward.price, format.language),
                  })}
                  {reward.sku !== null && (
                    <>
                      <br />
                      {t('bookAs', { sku: reward.sku })}
                    </>
                  )}
                </small>
              </button>
            ))}
          </div>
        </div>
      )}
      {gift && (
        <div>
          <p className={classes.label}>{t('gifts')}</p>
          <div className={classes.group}>
            {gift.articles.slice(0, 2).map(({ key, name }) => (
              <button
                key={key}
                type="button"
                disabled={busy}
                className={classes.key}
                onClick={() => onGive(gift, key)}
              >
                {atBeginning(name)}
              </button>
            ))}
          </div>
        </div>
      )}
      <div>
        <p className={classes.label}>{t('forThisVisit')}</p>
        <div className={classes.group}>
          <button
            type="button"
            disabled={busy}
            className={`${classes.key} ${classes.tall}`}
            onClick={onBook}
          >
            {t('book')}
            <small>{t('orEnter')}</small>
          </button>
          <button type="button" disabled={busy} className={classes.key} onClick={onAmount}>
            {t('enterAmount')}
          </button>
        </div>
      </div>
      {onPaper && (
        <button type="button" disabled={busy} className={classes.key} onClick={onPaper}>
          {t('paper')}
        </button>
      )}
      <button type="button" className={classes.key} onClick={onDone}>
        {t('done')}
      </button>
    </>
  )
}
