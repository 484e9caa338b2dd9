import { NativeSelect, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { type IdentityDraft, type IdentityKind, identityKinds } from './person-draft.ts'
import type { IdentityFault } from './person-faults.ts'
import classes from './person-form.module.css'
import { TakenBy } from './taken-by.tsx'

type IdentityFieldsProps = {
  identities: readonly IdentityDraft[]
  faults: Readonly<Record<string, IdentityFault>>
  onChange: (identities: IdentityDraft[]) => void
}

/** By what somebody is recognized: as many of each kind as they have. */
export function IdentityFields({ identities, faults, onChange }: IdentityFieldsProps) {
  const { t } = useTranslation('customers')
  const added = useRef(0)
  const change = (key: string, next: Partial<IdentityDraft>) =>
    onChange(identities.map((one) => (one.key === key ? { ...one, ...next } : one)))
  const add = () =>
    onChange([...identities, { key: `new ${++added.current}`, kind: 'email', value: '' }])
  return (
    <fieldset className={classes.identities}>
      <legend>{t('page.identities.heading')}</legend>
      {identities.map((identity) => (
        <IdentityField
          key={identity.key}
          identity={identity}
          fault={faults[identity.key]}
          onChange={(next) => change(identity.key, next)}
          onRemove={() => onChange(identities.filter(({ key }) => key !== identity.key))}
        />
      ))}
      <Button kind="word" onClick={add}>
        {t('page.identities.add')}
      </Button>
    </fieldset>
  )
}

type IdentityFieldProps = {
  identity: IdentityDraft
  fault: IdentityFault | undefined
  onChange: (next: Partial<IdentityDraft>) => void
  onRemove: () => void
}

function IdentityField({ identity, fault, onChange, onRemove }: IdentityFieldProps) {
  const { t } = useTranslation(['customers', 'frame'])
  const { kind, value } = identity
  const kindName = t(`identity.${kind}`)
  return (
    <div className={classes.identity}>
      <NativeSelect
        aria-label={t('page.identities.kind')}
        value={kind}
        data={identityKinds.map((one) => ({ value: one, label: t(`identity.${one}`) }))}
        onChange={({ currentTarget }) => onChange({ kind: currentTarget.value as IdentityKind })}
      />
      <TextInput
        aria-label={kindName}
        autoComplete="off"
        value={value}
        error={
          fault && (
            <>
              {fault.words} {fault.isTaken && <TakenBy value={value} />}
            </>
          )
        }
        onChange={({ currentTarget }) => onChange({ value: currentTarget.value })}
      />
      <Button
        kind="word"
        aria-label={t('page.identities.remove', { kind: kindName, value })}
        onClick={onRemove}
      >
        {t('frame:action.remove')}
      </Button>
    </div>
  )
}
