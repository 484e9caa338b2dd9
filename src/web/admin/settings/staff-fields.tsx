import { Checkbox, Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Role, roles } from '#contract/permissions.ts'
import { ChoiceField } from '../forms/choice-field.tsx'
import classes from '../forms/forms.module.css'
import type { Store } from './staff.ts'

type RoleFieldProps = { value: Role; error?: string; onChange: (role: Role) => void }

/** Each role with the one sentence that says what it means. */
export function RoleField({ value, error, onChange }: RoleFieldProps) {
  const { t } = useTranslation('settings')
  return (
    <Radio.Group
      label={t('staff.role')}
      value={value}
      error={error}
      onChange={(role) => {
        const known = roles.find((candidate) => candidate === role)
        if (known) onChange(known)
      }}
    >
      <Stack gap={10} mt={6}>
        {roles.map((role) => (
          <Radio
            key={role}
            value={role}
            label={t(`roles.${role}.name`)}
            description={t(`roles.${role}.may`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

type StoresFieldProps = {
  stores: readonly Store[]
  /** null: every store */
  value: readonly string[] | null
  error?: string | undefined
  onChange: (storeIds: string[] | null) => void
}

/** All stores, or only some of them. */
export function StoresField({ stores, value, error, onChange }: StoresFieldProps) {
  const { t } = useTranslation('settings')
  const chosen = value ?? []
  // A closed store stays to be seen where somebody is limited to it.
  const shown = stores.filter(({ id, archivedAt }) => archivedAt === null || chosen.includes(id))
  return (
    <div>
      <ChoiceField
        label={t('staff.stores')}
        value={value === null ? 'all' : 'some'}
        options={[
          { value: 'all', word: t('staff.everyStoreWord') },
          { value: 'some', word: t('staff.someStores') },
        ]}
        onChange={(choice) => onChange(choice === 'all' ? null : [])}
      />
      {value !== null && (
        <Checkbox.Group
          aria-label={t('staff.someStores')}
          value={[...value]}
          onChange={onChange}
          error={error}
          description={shown.length === 0 ? t('staff.storesNone') : t('staff.storesHint')}
          mt={10}
        >
          <div className={classes.choices}>
            {shown.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </div>
  )
}
