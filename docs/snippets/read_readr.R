library(readr)

base <- "http://localhost:8000"  # the address of this site

targets <- read_csv(paste0(base, "/data/targets.csv"), col_types = cols(area_code = col_character()))
print(aggregate(target_id ~ area_en + kind, targets, length))
