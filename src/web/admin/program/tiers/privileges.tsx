import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Privilege } from '#contract/language/privilege.ts'
import type { TierLevel } from '#contract/language/tier-ladder.ts'
import { privilegeInWords } from '#locales/privilege-in-words.ts'
import { Button } from '../../../design/button.tsx'
import { useFormat } from '../../../design/provider.tsx'
import { useMay } from '../../session.ts'
import { chosenKind, isBare, newPrivilege, offeredKinds } from './privilege-form.ts'
import { PrivilegeSentence } from './privilege-sentence.tsx'
import classes from './tiers.module.css'

type PrivilegesProps = {
  level: TierLevel
  onChange: (privileges: Privilege[]) => void
  onFault: (fault: string | null) => void
}

const privilegesMax = 20

/** What a level brings: each a kind, and a sentence whose words can be changed. */
export function Privileges({ level, onChange, onFault }: PrivilegesProps) {
  const { t } = useTranslation('program')
  const mayDefine = useMay()('program:define')
  const { privileges } = level
  const change = (place: number, next: Privilege | null) =>
    onChange(privileges.flatMap((one, index) => (index === place ? (next ?? []) : one)))
  return (
    <>
      {privileges.map((privilege, place) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: a privilege is its place in the list
          key={place}
          privilege={privilege}
          onChange={(next) => change(place, next)}
          onFault={onFault}
        />
      ))}
      {mayDefine && privileges.length < privilegesMax && (
        <div className={classes.small}>
          <Button
            kind="word"
            aria-label={`${level.name || t('tiers.newLevel')}: ${t('tiers.addPrivilege')}`}
            onClick={() => onChange([...privileges, newPrivilege('preferred_advice', '')])}
          >
            {t('tiers.addPrivilege')}
          </Button>
        </div>
      )}
    </>
  )
}

type RowProps = {
  privilege: Privilege
  onChange: (privilege: Privilege | null) => void
  onFault: (fault: string | null) => void
}

function Row({ privilege, onChange, onFault }: RowProps) {
  const { t } = useTranslation(['program', 'frame'])
  const mayDefine = useMay()('program:define')
  const { language } = useFormat()
  const words = isBare(privilege) ? '' : privilegeInWords(privilege, language)
  return (
    <div className={classes.privilege}>
      <NativeSelect
        aria-label={t('tiers.privilegeKind')}
        value={chosenKind(privilege)}
        data={offeredKinds.map((kind) => ({ value: kind, label: t(`tiers.privilege.${kind}`) }))}
        onChange={({ target }) => {
          const kind = offeredKinds.find((one) => one === target.value)
          if (kind) onChange(newPrivilege(kind, t('tiers.extra')))
        }}
      />
      <PrivilegeSentence privilege={privilege} onChange={onChange} onFault={onFault} />
      {mayDefine && (
        <Button
          kind="word"
          aria-label={t('tiers.removePrivilege', { text: words })}
          onClick={() => onChange(null)}
        >
          {t('frame:action.remove')}
        </Button>
      )}
    </div>
  )
}
