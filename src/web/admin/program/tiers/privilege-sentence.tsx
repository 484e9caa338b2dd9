import { TextInput } from '@mantine/core'
import { Trans, useTranslation } from 'react-i18next'
import type { Privilege } from '#contract/language/privilege.ts'
import { privilegeInWords } from '#locales/privilege-in-words.ts'
import { EditableWord } from '../../../design/editable-word.tsx'
import { useFormat } from '../../../design/provider.tsx'
import { readCount } from '../../writing/typed-numbers.ts'
import classes from './tiers.module.css'

type PrivilegeSentenceProps = {
  privilege: Privilege
  onChange: (privilege: Privilege) => void
  onFault: (fault: string | null) => void
}

const whatMax = 100
const wordsMax = 200

/** A privilege as it is read at the point of sale, with the words one can change. */
export function PrivilegeSentence({ privilege, onChange, onFault }: PrivilegeSentenceProps) {
  const { t } = useTranslation(['program', 'writing'])
  const { language } = useFormat()
  if ('text' in privilege && privilege.text !== undefined) {
    return (
      <TextInput
        aria-label={t('tiers.privilegeText')}
        placeholder={t('tiers.privilegeHint')}
        maxLength={wordsMax}
        value={privilege.text}
        onChange={({ target }) => onChange({ ...privilege, text: target.value })}
      />
    )
  }
  const props = { onFault }
  return (
    <p className={classes.privilegeSays}>
      {privilege.kind === 'early_access' ? (
        <EarlyAccess {...props} privilege={privilege} onChange={onChange} />
      ) : privilege.kind === 'free_extra' ? (
        <FreeExtra {...props} privilege={privilege} onChange={onChange} />
      ) : (
        privilegeInWords(privilege, language)
      )}
    </p>
  )
}

type Of<Kind> = Omit<PrivilegeSentenceProps, 'privilege'> & {
  privilege: Extract<Privilege, { kind: Kind }>
}

const daysMax = 365
const perMonthMax = 31

function EarlyAccess({ privilege, onChange, onFault }: Of<'early_access'>) {
  const { t } = useTranslation(['program', 'writing'])
  const count = privilege.days ?? 1
  const days = (
    <EditableWord
      kind="number"
      label={t('tiers.earlyLabel')}
      value={String(count)}
      unit={t('writing:unit.days')}
      shown={t('tiers.earlyDays', { count })}
      onChange={(text) => {
        const read = readCount(text, 1)
        const fits = read !== null && read <= daysMax
        onFault(fits ? null : t('tiers.fault.early'))
        if (fits) onChange({ ...privilege, days: read })
      }}
    />
  )
  return <Trans t={t} i18nKey="tiers.early" components={{ days }} />
}

function FreeExtra({ privilege, onChange, onFault }: Of<'free_extra'>) {
  const { t } = useTranslation(['program', 'writing'])
  const { perMonth } = privilege
  const what = (
    <EditableWord
      label={t('tiers.extraLabel')}
      value={privilege.what ?? ''}
      onChange={(text) => onChange({ ...privilege, what: text.trim().slice(0, whatMax) })}
    />
  )
  const often = (
    <EditableWord
      kind="number"
      label={t('tiers.oftenLabel')}
      value={perMonth === undefined ? '' : String(perMonth)}
      unit={t('writing:unit.times')}
      shown={perMonth === undefined ? t('tiers.always') : t('tiers.often', { count: perMonth })}
      mayBeEmpty
      onChange={(text) => {
        const { perMonth: _, ...rest } = privilege
        const read = text.trim() === '' ? undefined : readCount(text, 1)
        const fits = read !== null && (read ?? 1) <= perMonthMax
        onFault(fits ? null : t('tiers.fault.often'))
        if (fits) onChange(read === undefined ? rest : { ...rest, perMonth: read })
      }}
    />
  )
  return <Trans t={t} i18nKey="tiers.free" components={{ what, often }} />
}
