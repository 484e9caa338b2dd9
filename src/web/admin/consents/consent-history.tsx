import { useTranslation } from 'react-i18next'
import { Dialog } from '../../design/dialog.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Warning } from '../../design/warning.tsx'
import classes from './consents.module.css'
import { type Consents, type Receipt, useProofWords } from './use-consent-words.ts'

const hashShown = 16

/** Every yes and no with its words and its proof, the latest first. */
export function ConsentHistory({ consents, onClose }: { consents: Consents; onClose: () => void }) {
  const { t } = useTranslation('consents')
  return (
    <Dialog isOpen onClose={onClose} title={t('history.title')} size="wide">
      {consents.whole ? (
        <p className={classes.small}>{t('history.whole')}</p>
      ) : (
        <Warning>{t('history.broken')}</Warning>
      )}
      <ul className={classes.receipts}>
        {consents.receipts.map((receipt) => (
          <ReceiptLine key={receipt.hash} receipt={receipt} />
        ))}
      </ul>
    </Dialog>
  )
}

function ReceiptLine({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation('consents')
  const format = useFormat()
  const proofWords = useProofWords()
  const { act, text, purposeLabel, channel, occurredAt, source, recordedBy, proof, hash } = receipt
  const what = t('line', { purpose: purposeLabel, channel: t(`channel.${channel}`) })
  return (
    <li>
      <strong>{t(`history.${act}`, { what })}</strong>
      <span>
        {t('history.when', { date: format.date(occurredAt), source: t(`source.${source}`) })}
      </span>
      {text && (
        <>
          <blockquote>{text.wording}</blockquote>
          <span className={classes.small}>{t('history.wording', { version: text.version })}</span>
        </>
      )}
      {(proof || act === 'granted') && <span>{proofWords(proof)}</span>}
      <span className={classes.small}>
        {recordedBy && `${t('history.by', { name: recordedBy })} `}
        {t('history.check', { hash: hash.slice(0, hashShown) })}
      </span>
    </li>
  )
}
