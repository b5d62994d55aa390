"""Two volunteers change turns: asked by text or agreed by telephone, done in one step or not at all.

`ask` proposes a swap or does it at once; `answer` hears the yes, the no and the silence; `change` is the step;
`words` what the two read; `topic` how their answers come in.
"""
