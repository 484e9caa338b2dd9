import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { cancelHandOver, listHandOvers } from '#contract/endpoints/gifts.ts'
import { cancelRewardRedemption, listCustomerRedemptions } from '#contract/endpoints/rewards.ts'
import { useAction, usePages } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { toast } from '../../design/toast.tsx'
import words from '../../design/words.module.css'
import { Loaded } from '../loaded.tsx'
import { useRefusalWords } from '../rewards/use-refusal-words.ts'
import { useMay } from '../session.ts'
import classes from './holdings.module.css'
import { holdingsOfCustomer } from './points.ts'
import { Unseen } from './unseen.tsx'

type Redemption = WireReply<typeof listCustomerRedemptions>['items'][number]
type HandOver = WireReply<typeof listHandOvers>['items'][number]
/** A reward or a gift somebody got. */
type Given = {
  id: string
  kind: 'reward' | 'gift'
  name: string
  points: number | null
  occurredAt: string
  canceledAt: string | null
}

const ofReward = ({ id, name, points, occurredAt, canceledAt }: Redemption): Given => ({
  ...{ id, kind: 'reward', name, points, occurredAt, canceledAt },
})
const ofGift = ({ id, article, occurredAt, canceledAt }: HandOver): Given => ({
  ...{ id, kind: 'gift', name: article.name, points: null, occurredAt, canceledAt },
})

/** Rewards and gifts somebody got, the newest first, and the way back. */
export function GivenSoFar({ customerId }: { customerId: string }) {
  const { t } = useTranslation(['points', 'frame'])
  const params = { customerId }
  const rewards = usePages(listCustomerRedemptions, { params })
  const gifts = usePages(listHandOvers, { params })
  const more = [rewards, gifts].filter(({ hasNextPage }) => hasNextPage)
  return (
    <Loaded reply={rewards} shape="rows">
      {(redeemed) => (
        <Loaded reply={gifts} shape="rows">
          {(handed) => (
            <>
              <GivenTable rows={newestFirst([...redeemed.map(ofReward), ...handed.map(ofGift)])} />
              {more.length > 0 && (
                <p className={classes.more}>
                  <Button onClick={() => more.forEach((pages) => void pages.fetchNextPage())}>
                    {t('frame:action.more')}
                  </Button>
                </p>
              )}
            </>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

const newestFirst = (rows: readonly Given[]) =>
  rows.toSorted((a, b) => Date.parse(b.occurredAt) - Date.parse(a.occurredAt))

function GivenTable({ rows }: { rows: readonly Given[] }) {
  const { t } = useTranslation('points')
  const columns = useColumns()
  if (rows.length === 0) return <p className={classes.text}>{t('history.empty')}</p>
  return (
    <DataTable
      label={t('history.name')}
      rows={rows}
      rowKey={({ id }) => id}
      name={{ head: t('history.what'), cell: ({ name }) => name }}
      columns={columns}
      density="dense"
    />
  )
}

function useColumns(): Column<Given>[] {
  const { t } = useTranslation('points')
  const format = useFormat()
  const mayUndo = useMay()('rewards:redeem')
  const undo = useUndo()
  return [
    {
      ...{ key: 'when', head: t('history.when'), phone: 'detail' },
      cell: ({ occurredAt }) => format.date(occurredAt),
    },
    {
      ...{ key: 'for', head: t('history.for'), kind: 'number', phone: 'main' },
      cell: ({ points }) => (points === null ? t('history.gift') : format.number(points)),
    },
    {
      ...{
        key: 'undo',
        head: <Unseen>{t('history.undo')}</Unseen>,
        kind: 'number',
        phone: 'detail',
      },
      cell: (given) =>
        given.canceledAt !== null ? (
          <span className={words.muted}>{t('history.undone')}</span>
        ) : (
          mayUndo && (
            <Button
              kind="word"
              aria-label={t('history.undoNamed', {
                name: given.name,
                date: format.date(given.occurredAt),
              })}
              onClick={() => undo(given)}
            >
              {t('history.undo')}
            </Button>
          )
        ),
    },
  ]
}

function useUndo() {
  const { t } = useTranslation('points')
  const refusalWords = useRefusalWords()
  const changes = holdingsOfCustomer
  const reward = useAction(cancelRewardRedemption, { changes })
  const gift = useAction(cancelHandOver, { changes })
  return ({ id, kind, name }: Given) => {
    const said = {
      onSuccess: () => toast(t('redeem.undone', { name })),
      onError: (problem: Parameters<typeof refusalWords>[0]) => toast(refusalWords(problem)),
    }
    if (kind === 'reward') reward.mutate({ params: { redemptionId: id } }, said)
    else gift.mutate({ params: { handOverId: id } }, said)
  }
}
