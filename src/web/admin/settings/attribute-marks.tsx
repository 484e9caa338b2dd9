import { Checkbox } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'

type Marks = {
  getInputProps: (
    field: 'required' | 'personal',
    options: { type: 'checkbox' },
  ) => GetInputPropsReturnType
}

/** What else is true of an attribute. */
export function AttributeMarks({ form }: { form: Marks }) {
  const { t } = useTranslation('settings')
  return (
    <>
      {(['required', 'personal'] as const).map((mark) => (
        <Checkbox
          key={mark}
          label={t(`attributes.${mark}`)}
          description={t(`attributes.${mark}Hint`)}
          {...form.getInputProps(mark, { type: 'checkbox' })}
        />
      ))}
    </>
  )
}
