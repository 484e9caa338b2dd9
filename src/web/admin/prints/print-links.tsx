import { useTranslation } from 'react-i18next'
import { type PrintKind, printCards, printKinds, printMatter } from '#contract/endpoints/prints.ts'
import type { Language } from '#locales/language.ts'
import { addressOf } from '../../client/index.ts'
import { useFormat } from '../../design/provider.tsx'
import { PrintFile } from './print-file.tsx'
import classes from './prints.module.css'

type PrintLinksProps = {
  /** Cards that were made with the program. */
  cardBatch: string | null
  /** Of the prints. */
  language: Language
}

/** Each print with its measure, as a file that opens beside the page. */
export function PrintLinks({ cardBatch, language }: PrintLinksProps) {
  const { t } = useTranslation('prints')
  const { language: nameLanguage } = useFormat()
  const spoken = { language, nameLanguage }
  return (
    <ul className={classes.rows}>
      {cardBatch !== null && (
        <PrintRow
          name={t('sheets.heading')}
          what={t('sheets.paper')}
          address={addressOf(printCards, { cardBatchId: cardBatch }, spoken)}
        />
      )}
      {printKinds.map((kind: PrintKind) => (
        <PrintRow
          key={kind}
          name={t(`kinds.${kind}.name`)}
          what={t(`kinds.${kind}.what`)}
          address={addressOf(printMatter, { kind }, spoken)}
        />
      ))}
    </ul>
  )
}

type PrintRowProps = { name: string; what: string; address: string }

const PrintRow = ({ name, what, address }: PrintRowProps) => (
  <li>
    <b>{name}</b>
    <span>{what}</span>
    <PrintFile name={name} address={address} />
  </li>
)
