import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WireReply } from '#contract/endpoint.ts'
import { useAction, useCall } from '../../client/index.ts'
import { useFormat } from '../../design/use-format.ts'
import { Field } from '../field.tsx'
import { Form } from '../form.tsx'
import parts from '../parts.module.css'
import {
  claimByCode,
  claimByReceipt,
  claimBySignature,
  listPortalRewards,
  listPortalStores,
  readHistory,
  readPortalCard,
} from '../routes.ts'
import { useNames } from '../use-names.ts'
import { readCode } from './read-code.ts'
import { SubPage } from './sub-page.tsx'

type Claim = WireReply<typeof claimByCode>

const changes = [readPortalCard, readHistory, listPortalRewards]

/** The card was at home: the purchase is brought in by what its receipt says. */
export function ReceiptPage() {
  const { t } = useTranslation('portal')
  return (
    <SubPage title={t('receipt.title')}>
      <p className={parts.lead}>{t('receipt.how')}</p>
      <ByCode />
      <ByNumber />
      <BySignature />
    </SubPage>
  )
}

/** A code that was shown as a picture comes along in the address. */
const codeInAddress = () => window.location.hash.replace(/[^\w-]/g, '').slice(0, 40)

function ByCode() {
  const { t } = useTranslation('portal')
  const [code, setCode] = useState(codeInAddress)
  const claim = useAction(claimByCode, { changes })
  if (claim.data) return <Claimed claimed={claim.data} />
  return (
    <section className={parts.section}>
      <h2>{t('receipt.byCode')}</h2>
      <Form
        action={t('receipt.claim')}
        busy={claim.isPending}
        problem={claim.error}
        onSend={() => claim.mutate({ body: { code: code.trim() } })}
      >
        <Field
          className={parts.codeField}
          label={t('receipt.code')}
          hint={t('receipt.codeHow')}
          required
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          value={code}
          onText={setCode}
        />
      </Form>
    </section>
  )
}

function ByNumber() {
  const { t } = useTranslation('portal')
  const { currency, language } = useFormat()
  const currencyName =
    new Intl.DisplayNames(language, { type: 'currency' }).of(currency) ?? currency
  const stores = useCall(listPortalStores, {}).data?.items ?? []
  const [store, setStore] = useState('')
  const [receiptNumber, setNumber] = useState('')
  const [day, setDay] = useState('')
  const [amount, setAmount] = useState('')
  const claim = useAction(claimByReceipt, { changes })
  const chosen = store || stores[0]?.code || ''
  if (claim.data) return <Claimed claimed={claim.data} />
  return (
    <section className={parts.section}>
      <h2>{t('receipt.byNumber')}</h2>
      <Form
        action={t('receipt.claim')}
        kind="outlined"
        busy={claim.isPending}
        problem={claim.error}
        onSend={() =>
          claim.mutate({
            body: { store: chosen, receiptNumber, day, amount: minorUnitsIn(amount) },
          })
        }
      >
        {stores.length > 1 && (
          <label className={parts.field}>
            {t('receipt.store')}
            <select value={chosen} onChange={(event) => setStore(event.currentTarget.value)}>
              {stores.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <Field
          label={t('receipt.number')}
          required
          maxLength={100}
          autoComplete="off"
          value={receiptNumber}
          onText={setNumber}
        />
        <Field label={t('receipt.day')} type="date" required value={day} onText={setDay} />
        <Field
          label={t('receipt.amount', { currency: currencyName })}
          inputMode="decimal"
          pattern="\d{1,7}([.,]\d{1,2})?"
          required
          autoComplete="off"
          value={amount}
          onText={setAmount}
        />
      </Form>
    </section>
  )
}

/** `4,8` and `4.80` are 480. */
const minorUnitsIn = (text: string) => Math.round(Number(text.replace(',', '.')) * 100)

function BySignature() {
  const { t } = useTranslation('portal')
  const [code, setCode] = useState('')
  const claim = useAction(claimBySignature, { changes })
  if (claim.data) return <Claimed claimed={claim.data} />
  return (
    <section className={parts.section}>
      <h2>{t('receipt.byQr')}</h2>
      <Form
        action={t('receipt.claim')}
        kind="outlined"
        busy={claim.isPending}
        problem={claim.error}
        onSend={() => claim.mutate({ body: { code: code.trim() } })}
      >
        <Photo onCode={setCode} />
        <Field
          label={t('receipt.qrText')}
          hint={t('receipt.qrHow')}
          required
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
          value={code}
          onText={setCode}
        />
      </Form>
    </section>
  )
}

function Claimed({ claimed: { gained, unearned } }: { claimed: Claim }) {
  const { t } = useTranslation('portal')
  const format = useFormat()
  const { unit } = useNames()
  const whyNothing = useWhyNothing()
  const words = gained.map(({ name, points }) =>
    t('gained', { name: unit(name, points), count: points }),
  )
  return (
    <p className={parts.good} role="status">
      {words.length > 0
        ? t('receipt.claimed', { gained: format.list(words) })
        : whyNothing(unearned)}
    </p>
  )
}

/** What to tell whoever asks why. */
function useWhyNothing(): (unearned: Claim['unearned']) => string {
  const { t } = useTranslation('portal')
  const format = useFormat()
  return (unearned) => {
    switch (unearned?.kind) {
      case undefined:
        return t('receipt.claimedNothing')
      case 'visit_counted':
      case 'owed':
      case 'no_rule':
        return t(`receipt.why.${unearned.kind}`)
      case 'cap_reached':
        return t(`receipt.why.cap_reached.${unearned.per}`)
      case 'too_little':
        return t('receipt.why.too_little', { amount: format.money(unearned.amountMin.amount) })
      case 'pending':
        return t('receipt.why.pending', { date: format.date(unearned.availableAt) })
      case 'amount_needed':
      case 'excluded':
        return t('receipt.why.excluded')
    }
  }
}

function Photo({ onCode }: { onCode: (code: string) => void }) {
  const { t } = useTranslation('portal')
  const [isUnread, setUnread] = useState(false)
  const look = async (photo: File | undefined) => {
    if (photo === undefined) return
    // What is no picture at all is as unreadable as one without a code.
    const code = await readCode(photo).catch(() => null)
    setUnread(code === null)
    if (code !== null) onCode(code)
  }
  return (
    <label className={parts.field}>
      {t('receipt.photo')}
      <input
        type="file"
        accept="image/*"
        capture="environment"
        onChange={(event) => void look(event.currentTarget.files?.[0])}
      />
      <small role="status">{isUnread && t('receipt.unread')}</small>
    </label>
  )
}
