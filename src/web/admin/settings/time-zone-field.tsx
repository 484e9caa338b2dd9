import { Select, type SelectProps } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { createFormat } from '../../design/format.ts'
import { useFormat } from '../../design/provider.tsx'
import forms from '../forms/forms.module.css'
import classes from './settings.module.css'

/** Which day it is, and where: with the clock of the chosen place beside it. */
export function TimeZoneField(props: SelectProps) {
  const { t } = useTranslation('settings')
  const { language, currency } = useFormat()
  const zone = props.value ?? 'UTC'
  const zones = useMemo(() => zonesWith(zone), [zone])
  const there = createFormat({ language, timeZone: zone, currency })
  return (
    <>
      <Select
        label={t('counting.timeZone')}
        data={zones}
        searchable
        // So that typing looks for another one at once.
        onClick={({ currentTarget }) => currentTarget.select()}
        allowDeselect={false}
        maxDropdownHeight={280}
        limit={100}
        nothingFoundMessage={t('counting.timeZoneNone')}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        description={t('counting.nowThere', { time: there.time(new Date()) })}
        {...props}
      />
      <p className={`${forms.hint} ${classes.beside}`}>{t('counting.timeZoneHint')}</p>
    </>
  )
}

/** All zones this browser knows, and the one that holds, which it may not. */
function zonesWith(zone: string) {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', zone])
  return [...names].sort().map((value) => ({ value, label: value.replaceAll('_', ' ') }))
}
