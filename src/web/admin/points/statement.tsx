import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readStatement } from '#contract/endpoints/points.ts'
import { usePages } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { type Column, DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { Loaded } from '../loaded.tsx'
import { CancelAct } from './cancel-act.tsx'
import classes from './holdings.module.css'
import type { Balance, StatementLine } from './points.ts'
import { Unseen } from './unseen.tsx'
import { useMayCancel } from './use-may-cancel.ts'
import { Why } from './why.tsx'

/** The books of somebody in one currency, newest first, each line with its reason in words. */
export function Statement({ balance }: { balance: Balance }) {
  const { t } = useTranslation('points')
  const { points, customerId } = balance
  const fullest = points.toSorted((a, b) => b.balance - a.balance)[0]
  const [currency, setCurrency] = useState(fullest?.currency ?? '')
  return (
    <>
      {points.length > 1 && (
        <div className={classes.choice}>
          <Segmented
            look="words"
            label={t('fold.choose')}
            value={currency}
            options={points.map((one) => ({ value: one.currency, word: one.name }))}
            onChange={setCurrency}
          />
        </div>
      )}
      <Lines key={currency} customerId={customerId} currency={currency} />
    </>
  )
}

function Lines({ customerId, currency }: { customerId: string; currency: string }) {
  const { t } = useTranslation(['points', 'frame'])
  const format = useFormat()
  const pages = usePages(readStatement, { params: { customerId }, query: { currency } })
  const [canceling, setCanceling] = useState<StatementLine | null>(null)
  const columns = useColumns({ customerId, currency, onCancel: setCanceling })
  return (
    <Loaded reply={pages} shape="rows">
      {(lines) =>
        lines.length === 0 ? (
          <p className={classes.text}>{t('points:fold.empty')}</p>
        ) : (
          <>
            <DataTable
              label={t('points:fold.name')}
              rows={lines}
              rowKey={({ position }) => String(position)}
              name={{
                head: t('points:fold.when'),
                cell: ({ effectiveAt }) => format.date(effectiveAt),
              }}
              columns={columns}
              density="dense"
            />
            {pages.hasNextPage && (
              <p className={classes.more}>
                <Button busy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
                  {t('frame:action.more')}
                </Button>
              </p>
            )}
            {canceling?.actId && (
              <CancelAct
                actId={canceling.actId}
                customerId={customerId}
                store={canceling.store?.code ?? null}
                onClose={() => setCanceling(null)}
              />
            )}
          </>
        )
      }
    </Loaded>
  )
}

type ColumnsProps = {
  customerId: string
  currency: string
  onCancel: (line: StatementLine) => void
}

function useColumns({ customerId, currency, onCancel }: ColumnsProps): Column<StatementLine>[] {
  const { t } = useTranslation('points')
  const format = useFormat()
  const mayCancel = useMayCancel()
  return [
    {
      ...{ key: 'why', head: t('fold.why'), phone: 'picture' },
      cell: (line) => <Why customerId={customerId} currency={currency} line={line} />,
    },
    {
      ...{ key: 'where', head: t('fold.where'), phone: 'detail' },
      cell: ({ store }) => store?.name ?? '',
    },
    {
      ...{ key: 'points', head: t('fold.points'), kind: 'number', phone: 'main' },
      cell: ({ points }) => (points > 0 ? `+${format.number(points)}` : format.number(points)),
    },
    {
      ...{ key: 'after', head: t('fold.after'), kind: 'number', phone: 'detail' },
      phoneWord: t('fold.after'),
      cell: ({ balanceAfter }) => format.number(balanceAfter),
    },
    {
      ...{
        key: 'cancel',
        head: <Unseen>{t('fold.cancel')}</Unseen>,
        kind: 'number',
        phone: 'detail',
      },
      cell: (line) =>
        mayCancel(line) && (
          <Button
            kind="word"
            aria-label={t('fold.cancelNamed', { date: format.date(line.effectiveAt) })}
            onClick={() => onCancel(line)}
          >
            {t('fold.cancel')}
          </Button>
        ),
    },
  ]
}
