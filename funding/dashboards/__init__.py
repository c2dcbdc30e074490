"""The pages of the questions: answers of `funding.questions` in, sentences, figures, charts and tables out."""
