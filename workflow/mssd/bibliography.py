import re
def read_bibliography(text): return {k:{} for k in re.findall(r"@\w+\{([^,]+),",text)}, []
