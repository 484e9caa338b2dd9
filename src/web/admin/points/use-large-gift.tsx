import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../design/provider.tsx'
import { useWorth } from '../rewards/use-worth.ts'

/** Of this many euros on, a slip of the finger would cost more than a question. */
const largeFrom = 20

type Amount = { currency: string; name: string; points: number | null }

/** Asks once more where a gift is worth much; another amount is asked anew. */
export function useLargeGift({ currency, name, points }: Amount) {
  const { t } = useTranslation('points')
  const format = useFormat()
  const { unit, worthOf } = useWorth()
  const [meant, setMeant] = useState<string | null>(null)
  const worth = points === null ? null : worthOf(currency, points)
  const isLarge = worth !== null && worth > largeFrom * unit
  const gift = `${currency} ${points}`
  return {
    isMeant: !isLarge || meant === gift,
    question: (isTried: boolean) =>
      isLarge && (
        <Checkbox
          label={t('give.large', { points, name, worth: format.money(worth) })}
          checked={meant === gift}
          error={isTried && meant !== gift ? t('give.largeFault') : null}
          onChange={({ target }) => setMeant(target.checked ? gift : null)}
        />
      ),
  }
}
