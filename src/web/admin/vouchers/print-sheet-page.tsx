import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { readVoucherSheet } from '#contract/endpoints/vouchers.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { Loaded } from '../loaded.tsx'
import { useSession } from '../session.ts'
import classes from './print-sheet.module.css'
import { useWorth } from './use-voucher-words.ts'
import type { Voucher } from './voucher.ts'

const route = getRouteApi('/signed-in/vouchers/$voucherId/print')

type Sheet = WireReply<typeof readVoucherSheet>
const pagesAtOnce = 10

/** Codes to be printed and cut out; only the sheet itself reaches the paper. */
export function PrintSheetPage() {
  const { t } = useTranslation('vouchers')
  const { voucherId } = route.useParams()
  const { business } = useSession()
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  const reply = useCall(readVoucherSheet, {
    params: { voucherId },
    query: { cursor, pages: pagesAtOnce },
  })
  useEffect(() => {
    document.title = `${t('print.title')} · ${business.name || 'Stammgast'}`
  }, [t, business.name])
  return (
    <main className={classes.page}>
      <Loaded reply={reply} shape="page">
        {(sheet) => <Shown sheet={sheet} onNext={setCursor} />}
      </Loaded>
    </main>
  )
}

function Shown({ sheet, onNext }: { sheet: Sheet; onNext: (cursor: string) => void }) {
  const { t } = useTranslation('vouchers')
  const { voucher, pages, nextCursor } = sheet
  const shown = voucher.code === null ? pages : pages.slice(0, 1)
  const isEmpty = shown.length === 0
  return (
    <>
      <div className={classes.head}>
        <Sentence
          reason={t('print.hint')}
          links={
            <Link to="/vouchers/$voucherId" params={{ voucherId: voucher.id }}>
              {t('print.back')}
            </Link>
          }
          actions={
            <>
              {nextCursor !== null && (
                <Button onClick={() => onNext(nextCursor)}>{t('print.next')}</Button>
              )}
              {!isEmpty && (
                <Button kind="main" onClick={() => window.print()}>
                  {t('print.do')}
                </Button>
              )}
            </>
          }
        >
          {isEmpty ? t('print.title') : t('print.sentence', { count: shown.length })}
        </Sentence>
        {isEmpty && <StateEmpty>{t('print.empty')}</StateEmpty>}
      </div>
      {shown.map((codes) => (
        <PaperPage key={codes[0]} voucher={voucher as Voucher} codes={codes} />
      ))}
    </>
  )
}

function PaperPage({ voucher, codes }: { voucher: Voucher; codes: readonly string[] }) {
  return (
    <ol className={classes.paper}>
      {codes.map((code, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a shared code stands in every place
        <li key={place} className={classes.slip}>
          <Slip voucher={voucher} code={code} />
        </li>
      ))}
    </ol>
  )
}

function Slip({ voucher: { content }, code }: { voucher: Voucher; code: string }) {
  const { t } = useTranslation('vouchers')
  const format = useFormat()
  const worth = useWorth()
  const { business } = useSession()
  const { validUntil, basketMin } = content
  const conditions = [
    basketMin && t('print.basketMin', { amount: format.money(basketMin) }),
    validUntil && t('print.valid', { date: format.date(validUntil) }),
  ].filter((text) => typeof text === 'string')
  return (
    <>
      <span className={classes.business}>{business.name}</span>
      <span className={classes.worth}>{worth(content.benefit)}</span>
      <span className={classes.code}>{code}</span>
      <span className={classes.conditions}>{conditions.join(', ')}</span>
    </>
  )
}
