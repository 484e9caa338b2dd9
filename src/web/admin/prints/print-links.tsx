import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PrintKind, printCards, printKinds, printMatter } from '#contract/endpoints/prints.ts'
import { isLanguage, type Language, languages } from '#locales/language.ts'
import { addressOf } from '../../client/index.ts'
import { Segmented } from '../../design/segmented.tsx'
import { useSession } from '../session.ts'
import classes from './prints.module.css'

type PrintLinksProps = { /** Cards that were made with the program. */ cardBatch: string | null }

/** Each print with its measure, as a file that opens beside the page. */
export function PrintLinks({ cardBatch }: PrintLinksProps) {
  const { t } = useTranslation(['prints', 'frame'])
  const { business } = useSession()
  const [language, choose] = useState<Language>(
    isLanguage(business.language) ? business.language : 'de',
  )
  return (
    <>
      <div className={classes.language}>
        <span>{t('language')}</span>
        <Segmented
          look="words"
          label={t('language')}
          value={language}
          options={languages.map((one) => ({ value: one, word: t(`frame:language.${one}`) }))}
          onChange={choose}
        />
      </div>
      <ul className={classes.rows}>
        {cardBatch !== null && (
          <PrintRow
            name={t('sheets.heading')}
            what={t('sheets.paper')}
            address={addressOf(printCards, { cardBatchId: cardBatch }, { language })}
          />
        )}
        {printKinds.map((kind: PrintKind) => (
          <PrintRow
            key={kind}
            name={t(`kinds.${kind}.name`)}
            what={t(`kinds.${kind}.what`)}
            address={addressOf(printMatter, { kind }, { language })}
          />
        ))}
      </ul>
    </>
  )
}

type PrintRowProps = { name: string; what: string; address: string }

function PrintRow({ name, what, address }: PrintRowProps) {
  const { t } = useTranslation('prints')
  return (
    <li>
      <b>{name}</b>
      <span>{what}</span>
      <a href={address} target="_blank" rel="noreferrer" aria-label={`${name}: ${t('open')}`}>
        {t('open')}
      </a>
    </li>
  )
}
