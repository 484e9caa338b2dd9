import { Checkbox, Select, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import { type PropertyLine, propertyTypes } from './event-type.ts'
import classes from './property-lines.module.css'

type PropertyLinesProps = {
  lines: readonly PropertyLine[]
  faultAt: (place: number) => ReactNode
  onChange: (lines: PropertyLine[]) => void
}

/** The details an event carries: what they are called, their kind, whether they must be there. */
export function PropertyLines({ lines, faultAt, onChange }: PropertyLinesProps) {
  const { t } = useTranslation('settings')
  const change = (key: string, part: Partial<PropertyLine>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)))
  const add = () =>
    onChange([...lines, { key: crypto.randomUUID(), name: '', type: 'text', required: false }])
  return (
    <fieldset className={classes.lines}>
      <legend className={classes.legend}>{t('events.properties')}</legend>
      {lines.map((line, place) => (
        <OneLine
          key={line.key}
          line={line}
          fault={faultAt(place)}
          onChange={(part) => change(line.key, part)}
          onRemove={() => onChange(lines.filter(({ key }) => key !== line.key))}
        />
      ))}
      <div>
        <Button kind="word" onClick={add}>
          {t('events.propertyAdd')}
        </Button>
      </div>
    </fieldset>
  )
}

type OneLineProps = {
  line: PropertyLine
  fault: ReactNode
  onChange: (part: Partial<PropertyLine>) => void
  onRemove: () => void
}

function OneLine({ line: { name, type, required }, fault, onChange, onRemove }: OneLineProps) {
  const { t } = useTranslation(['settings', 'frame'])
  return (
    <div className={classes.line}>
      <TextInput
        aria-label={t('events.propertyName')}
        placeholder={t('events.propertyName')}
        maxLength={64}
        spellCheck={false}
        value={name}
        error={fault}
        onChange={({ target: { value } }) => onChange({ name: value })}
      />
      <Select
        aria-label={t('events.propertyType')}
        data={propertyTypes.map((value) => ({ value, label: t(`events.types.${value}`) }))}
        allowDeselect={false}
        value={type}
        onChange={(chosen) => {
          const known = propertyTypes.find((candidate) => candidate === chosen)
          if (known) onChange({ type: known })
        }}
      />
      <div className={classes.rest}>
        <Checkbox
          label={t('events.propertyRequired')}
          checked={required}
          onChange={({ target: { checked } }) => onChange({ required: checked })}
        />
        <Button
          kind="word"
          aria-label={
            name ? t('events.propertyRemove', { name }) : t('events.propertyRemoveUnnamed')
          }
          onClick={onRemove}
        >
          {t('frame:action.remove')}
        </Button>
      </div>
    </div>
  )
}
