"""What people answered in the survey and said in interviews, protected by design."""
