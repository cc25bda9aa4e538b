"""From the bank's files to item versions in the database; the bank's own code runs in the sandbox alone."""
