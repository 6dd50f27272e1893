"""What every feature needs: models of data files, text, dates, faults. Knows no Pelican."""
