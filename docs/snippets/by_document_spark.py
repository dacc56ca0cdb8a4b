from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
targets = spark.read.parquet("by-document/targets")  # Spark finds the column document in the directories' names
targets.where("document = 'chengdu-2020'").select("target_id", "figure_printed", "deadline").show()
targets.groupBy("document_id").count().orderBy("document_id").show()
