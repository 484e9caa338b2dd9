import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { Warning } from '../../design/warning.tsx'
import type { Draft } from './draft.ts'

const usualPrice = 10

/** Points that buy nothing are nothing: the first reward, to be named and priced in its sentence. */
export function AddReward({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const { t } = useTranslation('program')
  const add = () =>
    onDraft({
      ...draft,
      rewards: [
        {
          key: 'first_reward',
          content: {
            name: t('add.rewardName'),
            currency: draft.currency,
            price: usualPrice,
            gives: { kind: 'experience' },
            stock: null,
            validFrom: new Date().toISOString(),
          },
        },
      ],
    })
  return (
    <span>
      <Warning>{t('add.noReward')}</Warning>{' '}
      <Button kind="word" onClick={add}>
        {t('add.reward')}
      </Button>
    </span>
  )
}
