"""New-infrastructure plans as open data: the map of the code.

Imports go down this list and never up (.importlinter holds it). A stage takes frozen values and returns frozen values;
only build.py prints, exits or reads the environment.

    terms/      what every room may name: the schemas, a problem, addresses, every sentence a person reads
    codebook/   how a Chinese document is read: numbers, bounds, measures, dates, basis, hedges, statements, names
    work/       how plan-sized work is done, kept and handed out
    read/       datapackage/ and the source texts → Package, Plan, rows with file and line
    check/      rows → problems; rules/ has one file an area
    model/      rows → joined records: a plan, the index of what looks across plans, the library of all
    publish/    records → files: one module a format
    render/     records → pages: frame/ (MkDocs, menus, folders), views/ (one module a page)
    run/        the whole way: build, serve, swap, verify
    maintain/   one module a command of those who keep the data: fmt, lock, diff, release, figures
    draft/      a text → suggested rows
    review/     the desk: suggested rows are decided by hand, and read a second time
"""
