import { Checkbox, Popover } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/button.tsx'
import type { NamedColumn } from './customer-columns.tsx'
import classes from './customers-page.module.css'

type ChooseColumnsProps = {
  columns: readonly NamedColumn[]
  shown: readonly string[]
  onChange: (shown: string[]) => void
}

/** Which columns to see, kept at this device. */
export function ChooseColumns({ columns, shown, onChange }: ChooseColumnsProps) {
  const { t } = useTranslation('customers')
  return (
    <Popover position="bottom-end" width={260} trapFocus returnFocus>
      <Popover.Target>
        <Button kind="word" className={classes.opener ?? ''}>
          {t('list.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.columnsLabel')}>
        <Checkbox.Group label={t('list.columnsLabel')} value={[...shown]} onChange={onChange}>
          {columns.map(({ key, word }) => (
            <Checkbox key={key} value={key} label={word} className={classes.column ?? ''} />
          ))}
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  )
}
