"""Where a long reading of a list goes on, nudges, and why a poll is when it is"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("accounts", sa.Column("poll_began_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("accounts", sa.Column("nudged", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("accounts", sa.Column("pace", sa.Text(), nullable=True))
