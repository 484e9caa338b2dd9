import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decideTillReceipt, listTillExports, listTillReceipts } from '#contract/endpoints/tills.ts'
import { useAction, usePages } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Refusal } from '../../design/refusal.tsx'
import { Section } from '../../design/section.tsx'
import { Segmented } from '../../design/segmented.tsx'
import { Paged } from '../paged.tsx'
import type { TillReceipt } from './till.ts'
import classes from './tills.module.css'
import { useRefusalWords } from './use-refusal-words.ts'

const filters = ['doubtful', 'refused'] as const
type Filter = (typeof filters)[number]

/** An export that was just dropped may leave some, and somebody who shows one may settle it. */
const lookAgainMillis = 4_000
const currency = 'EUR'

/** Receipts that wait for a person: nobody can tell from outside which purchase they are. */
export function OpenReceipts() {
  const { t } = useTranslation('tills')
  const [outcome, setOutcome] = useState<Filter>('doubtful')
  const pages = usePages(
    listTillReceipts,
    { query: { outcome } },
    { refetchEveryMillis: () => lookAgainMillis },
  )
  return (
    <div className={classes.part}>
      <Section heading={t('open.heading')}>
        <div className={classes.filter}>
          <Segmented
            label={t('open.show')}
            value={outcome}
            options={filters.map((value) => ({ value, word: t(`open.filter.${value}`) }))}
            onChange={setOutcome}
          />
        </div>
        <Paged pages={pages} empty={t(`open.empty.${outcome}`)}>
          {(rows) => (
            <ul className={classes.receipts}>
              {rows.map((row) => (
                <Receipt key={row.id} receipt={row} />
              ))}
            </ul>
          )}
        </Paged>
      </Section>
    </div>
  )
}

function Receipt({ receipt }: { receipt: TillReceipt }) {
  const { t } = useTranslation('tills')
  const format = useFormat()
  const refusalWords = useRefusalWords()
  const decide = useAction(decideTillReceipt, { changes: [listTillReceipts, listTillExports] })
  const { id, number, store, endedAt, total, reason, candidates, outcome } = receipt
  const say = (eventId: string | null) =>
    decide.mutate({ params: { tillReceiptId: id }, body: { eventId } })
  const money = (amount: number) => format.money({ amount, currency })
  return (
    <li className={classes.receipt}>
      <p>
        {t('open.receipt', { number, store: store.name, amount: money(total) })}{' '}
        <span className={classes.muted}>
          {format.date(endedAt)}, {format.time(endedAt)}
        </span>
      </p>
      {reason && <ReasonWords {...reason} />}
      <div className={classes.choices}>
        {candidates.map((one) => (
          <Button key={one.eventId} kind="word" onClick={() => say(one.eventId)}>
            {t(one.customerId === null ? 'open.isOpen' : 'open.isKnown', {
              time: format.time(one.occurredAt),
              amount: money(one.amount),
            })}
          </Button>
        ))}
        <Button kind="word" busy={decide.isPending} onClick={() => say(null)}>
          {t(outcome === 'refused' ? 'open.again' : 'open.own')}
        </Button>
      </div>
      {decide.error && <Refusal>{refusalWords(decide.error)}</Refusal>}
    </li>
  )
}

function ReasonWords({ code, text }: { code: string; text: string }) {
  const { t } = useTranslation('tills')
  return (
    <p className={classes.muted}>
      {t(`reasons.${code as 'value_rejected'}`, {
        text,
        defaultValue: t('reasons.other', { text: text || code }),
      })}
    </p>
  )
}
