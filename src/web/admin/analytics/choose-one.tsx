import { Radio } from '@mantine/core'
import classes from './question.module.css'
import { QuestionWord } from './question-word.tsx'

type ChooseOneProps<Value extends string> = {
  label: string
  value: Value
  /** `name` in the list, `word` within the sentence. */
  options: readonly { value: Value; name: string; word: string }[]
  onChange: (value: Value) => void
}

/** One of a few, chosen and done. */
export function ChooseOne<Value extends string>(props: ChooseOneProps<Value>) {
  const { label, value, options, onChange } = props
  const chosen = options.find((option) => option.value === value)
  return (
    <QuestionWord label={label} word={chosen?.word ?? value}>
      {(close) => (
        <Radio.Group label={label} value={value} className={classes.group}>
          {options.map((option) => (
            <Radio
              key={option.value}
              value={option.value}
              label={option.name}
              className={classes.choice}
              onChange={() => {
                onChange(option.value)
                close()
              }}
            />
          ))}
        </Radio.Group>
      )}
    </QuestionWord>
  )
}
