import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WebhookType } from '#contract/language/webhook-type.ts'
import classes from '../forms/forms.module.css'
import { type Group, groups, typesOf } from './groups.ts'

export type Draft = {
  name: string
  url: string
  /** Null: of everything. */
  types: readonly WebhookType[] | null
  includesImports: boolean
}

export const isWhole = ({ name, url, types }: Draft): boolean =>
  name.trim() !== '' && url.trim() !== '' && (types === null || types.length > 0)

type WebhookFieldsProps = {
  draft: Draft
  isTried: boolean
  onChange: (part: Partial<Draft>) => void
}

/** Where to, and of what. */
export function WebhookFields({ draft, isTried, onChange }: WebhookFieldsProps) {
  const { t } = useTranslation('webhooks')
  const { name, url, types, includesImports } = draft
  return (
    <>
      <TextInput
        data-autofocus
        label={t('form.name')}
        description={t('form.nameHint')}
        maxLength={100}
        value={name}
        error={isTried && name.trim() === '' && t('form.nameMissing')}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <TextInput
        type="url"
        label={t('form.url')}
        description={t('form.urlHint')}
        placeholder="https://"
        maxLength={2000}
        spellCheck={false}
        autoComplete="off"
        value={url}
        error={isTried && url.trim() === '' && t('form.urlMissing')}
        onChange={({ target }) => onChange({ url: target.value })}
      />
      <Checkbox
        label={t('form.all')}
        description={t('form.allHint')}
        checked={types === null}
        onChange={({ target }) => onChange({ types: target.checked ? null : [] })}
      />
      {types !== null && (
        <Chosen
          types={types}
          isTried={isTried}
          onChange={(chosen) => onChange({ types: chosen })}
        />
      )}
      <Checkbox
        label={t('form.imports')}
        description={t('form.importsHint')}
        checked={includesImports}
        onChange={({ target }) => onChange({ includesImports: target.checked })}
      />
    </>
  )
}

type ChosenProps = {
  types: readonly WebhookType[]
  isTried: boolean
  onChange: (types: readonly WebhookType[]) => void
}

function Chosen({ types, isTried, onChange }: ChosenProps) {
  const { t } = useTranslation('webhooks')
  const isFull = (group: Group) => typesOf(group).every((type) => types.includes(type))
  const isBegun = (group: Group) => typesOf(group).some((type) => types.includes(type))
  const choose = (wished: string[]) => {
    const turned = groups.find((group) => isFull(group) !== wished.includes(group))
    if (turned === undefined) return
    const others = types.filter((type) => !typesOf(turned).includes(type))
    onChange(isFull(turned) ? others : [...others, ...typesOf(turned)])
  }
  return (
    <Checkbox.Group
      label={t('form.which')}
      value={groups.filter(isFull)}
      error={isTried && types.length === 0 && t('form.typesMissing')}
      onChange={choose}
    >
      <div className={classes.choices}>
        {groups.map((group) => (
          <Checkbox
            key={group}
            value={group}
            label={t(`groups.${group}`)}
            indeterminate={!isFull(group) && isBegun(group)}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}
